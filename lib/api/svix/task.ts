import { z } from 'zod'
import { eventTypeNameSchema, instantSchema, labelSchema, tagSchema } from '#lib/domain/schemas.ts'
import { type TaskKind, type TaskView, taskRangeSchema } from '#lib/domain/tasks/schemas.ts'
import { deliveryStatusesOf } from './attempt.ts'

/** Our kinds of task under the names of this face. */
export const TASK_NAME: Readonly<Record<TaskKind, string>> = {
  recover: 'endpoint.recover',
  replay_missing: 'endpoint.replay',
  bulk_replay: 'endpoint.bulk-replay',
}

export const taskOut = z.object({
  id: z.string(),
  status: z.enum(['running', 'finished', 'failed']),
  task: z.string(),
  data: z.record(z.string(), z.json()),
  updatedAt: z.iso.datetime(),
})

/** These clients know no cancelled task: for them it has finished. */
export function presentTaskOut(view: TaskView): z.output<typeof taskOut> {
  return {
    id: view.id,
    status: view.status === 'cancelled' ? 'finished' : view.status,
    task: TASK_NAME[view.kind],
    data: { ...view },
    updatedAt: view.updatedAt,
  }
}

export const rangeIn = z.object({ since: instantSchema, until: instantSchema.nullish() })

export const bulkReplayIn = rangeIn
  .extend({
    eventTypes: z.array(eventTypeNameSchema).max(1000).nullish(),
    channel: tagSchema.nullish(),
    tag: labelSchema.nullish(),
    status: z.int().min(0).max(4).optional(),
    statusCodeClass: z.literal([0, 100, 200, 300, 400, 500]).optional(),
  })
  .transform(({ channel, tag, status, statusCodeClass, ...range }) => ({
    ...range,
    tag: channel,
    label: tag,
    statuses: status === undefined ? null : deliveryStatusesOf(status),
    statusCodeClass: statusCodeClass ? statusCodeClass / 100 : null,
  }))

export const taskPreviewIn = z.object({ kind: z.enum(['recover', 'replay_missing', 'bulk_replay']) }).extend({
  ...rangeIn.shape,
  eventTypes: taskRangeSchema.shape.eventTypes,
})
