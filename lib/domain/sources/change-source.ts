import type { Transaction } from '#lib/db/client.ts'
import type { Instance, Source } from '#lib/db/generated/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { orConflict } from '../conflict.ts'
import { changeConfiguration } from '../consumers/change-configuration.ts'
import type { Context } from '../context.ts'
import { presentSource } from './present-source.ts'
import type { SourceView } from './schemas.ts'

/** One change of a source: written, audited without its address, and in force for the very next webhook. */
export async function changeSource(
  ctx: Context,
  instance: Pick<Instance, 'id' | 'key'>,
  action: 'create' | 'update' | 'delete' | 'rotate-token',
  before: Source | null,
  write: (tx: Transaction) => Promise<Source | null>,
): Promise<SourceView> {
  return orConflict('A source with this uid exists already in this instance.', () =>
    changeConfiguration(instance, async (tx) => {
      const after = await write(tx)
      const row = after ?? before
      if (row === null) throw new Error('a change of a source needs a source')
      const view = presentSource(ctx, row)
      await writeAudit(tx, ctx, {
        action: `source.${action}`,
        instanceId: instance.id,
        target: { kind: 'source', id: view.id, name: view.name },
        before: before === null ? null : withoutAddress(presentSource(ctx, before)),
        after: after === null ? null : withoutAddress(view),
      })
      return view
    }),
  )
}

function withoutAddress({ ingestUrl: _ingestUrl, ...rest }: SourceView): Omit<SourceView, 'ingestUrl'> {
  return rest
}
