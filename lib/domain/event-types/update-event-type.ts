import { writeAudit } from '../audit/write-audit.ts'
import { changeConfiguration } from '../consumers/change-configuration.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { eventTypeData } from './event-type-data.ts'
import { findEventType } from './find-event-type.ts'
import { presentEventType } from './present-event-type.ts'
import type { EventTypePatch, EventTypeView } from './schemas.ts'

/** Changes what is present; null clears. A described type is no longer "discovered". @throws DomainError `not_found` */
export async function updateEventType(
  ctx: Context,
  instance: string,
  name: string,
  patch: EventTypePatch,
): Promise<EventTypeView> {
  authorize(ctx, 'event-type:write')
  const found = await findInstance(ctx, instance)
  const before = await findEventType(found, name)
  const { schemas, example, featureFlags, ...fields } = patch
  return changeConfiguration(found, async (tx) => {
    const row = await tx.eventType.update({
      where: { id: before.id },
      data: { ...fields, ...eventTypeData({ schemas, example, featureFlags }), discovered: false },
    })
    const after = presentEventType(row)
    await writeAudit(tx, ctx, {
      action: 'event-type.update',
      instanceId: found.id,
      target: { kind: 'event-type', id: name, name },
      before: presentEventType(before),
      after,
    })
    return after
  })
}
