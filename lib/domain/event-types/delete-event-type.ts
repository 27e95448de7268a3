import { writeAudit } from '../audit/write-audit.ts'
import { changeConfiguration } from '../consumers/change-configuration.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findEventType } from './find-event-type.ts'
import { presentEventType } from './present-event-type.ts'

/** Archives an event type, or deletes it for good with `expunge`. @throws DomainError `not_found` */
export async function deleteEventType(
  ctx: Context,
  instance: string,
  name: string,
  options: { readonly expunge: boolean },
): Promise<void> {
  authorize(ctx, 'event-type:write')
  const found = await findInstance(ctx, instance)
  const row = await findEventType(found, name)
  await changeConfiguration(found, async (tx) => {
    if (options.expunge) await tx.eventType.delete({ where: { id: row.id } })
    else await tx.eventType.update({ where: { id: row.id }, data: { archived: true } })
    await writeAudit(tx, ctx, {
      action: options.expunge ? 'event-type.delete' : 'event-type.archive',
      instanceId: found.id,
      target: { kind: 'event-type', id: name, name },
      before: presentEventType(row),
    })
  })
}
