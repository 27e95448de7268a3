import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeConfiguration } from './change-configuration.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'
import { openHeaders, openKnownHeaders, type StoredHeader, sealHeaders } from './header-box.ts'
import { raiseConsumerEvents } from './raise-consumer-events.ts'
import { customHeadersSchema } from './schemas.ts'

/** `value: null` removes a header (patch) or keeps the stored value of a sensitive one (replace). */
export interface HeaderChange {
  readonly name: string
  readonly value: string | null
  readonly sensitive?: boolean | undefined
}

/** Replaces all custom headers, or changes some of them. */
export async function setCustomHeaders(
  ctx: Context,
  instance: string,
  consumer: string,
  change: { readonly mode: 'replace' | 'patch'; readonly headers: readonly HeaderChange[] },
  kind: ConsumerKind = 'consumer',
): Promise<void> {
  authorize(ctx, 'consumer:write')
  const found = await findInstance(ctx, instance)
  const { id, url } = await findConsumer(found, consumer, kind)
  await changeConfiguration(found, async (tx) => {
    // Read again behind the instance's lock, so that two patches do not lose one.
    const row = await tx.consumer.findUniqueOrThrow({ where: { id } })
    const isReplaced = change.mode === 'replace'
    const stored = isReplaced ? (openKnownHeaders(row.headers) ?? []) : openHeaders(row.headers)
    const next = customHeadersSchema.parse((isReplaced ? replace : patch)(stored, change.headers))
    const changed = await tx.consumer.update({ where: { id }, data: { headers: sealHeaders(next) } })
    await raiseConsumerEvents(tx, found, [changed], 'endpoint.updated')
    await writeAudit(tx, ctx, {
      action: 'consumer.set-headers',
      instanceId: found.id,
      target: { kind: 'consumer', id: formatId('consumer', id), name: url },
      before: { names: stored.map(({ name }) => name) },
      after: { names: next.map(({ name }) => name) },
    })
  })
}

function same(name: string): (header: { readonly name: string }) => boolean {
  return (header) => header.name.toLowerCase() === name.toLowerCase()
}

function replace(stored: readonly StoredHeader[], headers: readonly HeaderChange[]): StoredHeader[] {
  return headers.flatMap(({ name, value, sensitive }) => {
    const before = stored.find(same(name))
    const kept = value ?? before?.value
    return kept === undefined ? [] : [{ name, value: kept, sensitive: sensitive ?? before?.sensitive ?? false }]
  })
}

function patch(stored: readonly StoredHeader[], headers: readonly HeaderChange[]): StoredHeader[] {
  return headers.reduce<StoredHeader[]>(
    (list, { name, value, sensitive }) => {
      const before = list.find(same(name))
      const others = list.filter((header) => !same(name)(header))
      return value === null ? others : [...others, { name, value, sensitive: sensitive ?? before?.sensitive ?? false }]
    },
    [...stored],
  )
}
