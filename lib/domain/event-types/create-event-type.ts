import { writeAudit } from '../audit/write-audit.ts'
import { orConflict } from '../conflict.ts'
import { changeConfiguration } from '../consumers/change-configuration.ts'
import type { Context } from '../context.ts'
import { newUuid } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { eventTypeData } from './event-type-data.ts'
import { presentEventType } from './present-event-type.ts'
import { type EventTypeInput, type EventTypeView, eventTypeInputSchema } from './schemas.ts'

/** Describes a new event type; one that was only discovered or archived is taken over. @throws DomainError `conflict` */
export async function createEventType(ctx: Context, instance: string, input: EventTypeInput): Promise<EventTypeView> {
  authorize(ctx, 'event-type:write')
  const { schemas, example, featureFlags, ...fields } = eventTypeInputSchema.parse(input)
  const { id: instanceId, key } = await findInstance(ctx, instance)
  const data = { ...fields, groupName: fields.groupName ?? null, ...eventTypeData({ schemas, example, featureFlags }) }
  return orConflict(`An event type called "${fields.name}" exists already.`, () =>
    changeConfiguration({ id: instanceId, key }, async (tx) => {
      await tx.eventType.deleteMany({
        where: { instanceId, name: fields.name, OR: [{ discovered: true }, { archived: true }] },
      })
      const row = await tx.eventType.create({ data: { ...data, id: newUuid(), instanceId } })
      const view = presentEventType(row)
      const target = { kind: 'event-type', id: view.name, name: view.name }
      await writeAudit(tx, ctx, { action: 'event-type.create', instanceId, target, after: view })
      return view
    }),
  )
}
