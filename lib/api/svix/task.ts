import { z } from 'zod'
import { eventTypeNameSchema, instantSchema, labelSchema, tagSchema, uidSchema } from '#lib/domain/schemas.ts'
import { replayKindSchema, type TaskKind, type TaskView, taskRangeSchema } from '#lib/domain/tasks/schemas.ts'
import { deliveryStatusesOf } from './attempt.ts'

/** Our kinds of task under the names of this face. */
export const TASK_NAME: Readonly<Record<TaskKind, string>> = {
  recover: 'endpoint.recover',
  replay_missing: 'endpoint.replay',
  bulk_replay: 'endpoint.bulk-replay',
  enable_consumers: 'endpoint.bulk-enable',
  disable_consumers: 'endpoint.bulk-disable',
  pause_consumers: 'endpoint.bulk-pause',
  resume_consumers: 'endpoint.bulk-resume',
  delete_consumers: 'endpoint.bulk-delete',
  expunge_all: 'application.purge_content',
  export_event_types: 'sdk.generate',
  count_attempts: 'application.stats',
  list_subscriptions: 'event-type.aggregate',
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
    data: taskData(view),
    updatedAt: view.updatedAt,
  }
}

const foundSchema = z.object({
  unresolved: z.array(z.string()).default([]),
  document: z.record(z.string(), z.json()).optional(),
  instances: z
    .array(
      z.object({
        id: z.string(),
        uid: z.string().nullish(),
        attempts: z.int().optional(),
        eventTypes: z.array(z.string()).optional(),
        takesAll: z.boolean().optional(),
      }),
    )
    .default([]),
})

// What a task found, under the names of this face, beside our own.
function taskData({ result, ...view }: TaskView): z.output<typeof taskOut>['data'] {
  const found = foundSchema.parse(result ?? {})
  switch (view.kind) {
    case 'expunge_all':
      return { ...view, messagesPurged: view.done }
    case 'export_event_types':
      return { ...view, spec: found.document ?? null }
    case 'count_attempts': {
      const appStats = found.instances.map(({ id, uid, attempts }) => ({
        appId: id,
        appUid: uid ?? null,
        messageDestinations: attempts ?? 0,
      }))
      return { ...view, appStats }
    }
    case 'list_subscriptions': {
      const eventTypes = found.instances.map(({ id, eventTypes: names, takesAll }) => ({
        appId: id,
        explicitlySubscribedEventTypes: names ?? [],
        hasCatchAllEndpoint: takesAll ?? false,
      }))
      return { ...view, event_types: eventTypes }
    }
    default:
      return { ...view, messagesSent: view.done }
  }
}

/** Body and answer of the count of attempts by instance. */
export const usageIn = z
  .object({ since: instantSchema, until: instantSchema, appIds: z.array(uidSchema).max(1000).nullish() })
  .transform(({ appIds, ...range }) => ({ ...range, instances: appIds ?? null }))
export const usageOut = taskOut.omit({ data: true }).extend({ unresolvedAppIds: z.array(z.string()) })

/** A count of attempts of several instances, with those that there are not. */
export function presentUsageOut(view: TaskView): z.output<typeof usageOut> {
  const { data: _data, ...task } = presentTaskOut(view)
  return { ...task, unresolvedAppIds: foundSchema.parse(view.result ?? {}).unresolved }
}

export const rangeIn = z.object({ since: instantSchema, until: instantSchema.nullish() })

/** `expected` is what a preview came to: how far a long replay is can then be told. */
export const replayIn = rangeIn.extend({ expected: z.int32().min(0).nullish() })

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

export const taskPreviewIn = z.object({ kind: replayKindSchema }).extend({
  ...rangeIn.shape,
  eventTypes: taskRangeSchema.shape.eventTypes,
  iterator: z.string().max(1024).nullish(),
})
