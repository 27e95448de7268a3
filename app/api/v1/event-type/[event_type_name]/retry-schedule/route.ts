import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentRetrySchedule, retryScheduleBody } from '#lib/api/svix/event-type.ts'
import { getEventType } from '#lib/domain/event-types/get-event-type.ts'
import { updateEventType } from '#lib/domain/event-types/update-event-type.ts'
import { inInstance, inInstances } from '#lib/domain/instances/in-instances.ts'

const path = '/api/v1/event-type/{event_type_name}/retry-schedule'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.event-type.get-retry-schedule',
    permission: 'read',
    summary: 'Get the retry schedule of an event type',
    status: 200,
    response: retryScheduleBody,
    run: async ({ ctx, params, instanceId }) =>
      presentRetrySchedule(
        await inInstance(ctx, instanceId, (instance) => getEventType(ctx, instance, params.event_type_name)),
      ),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.event-type.set-retry-schedule',
    permission: 'event-type:write',
    summary: 'Set the retry schedule of an event type',
    status: 200,
    body: retryScheduleBody,
    response: retryScheduleBody,
    run: async ({ ctx, params, body, instanceId }) => {
      const patch = { retrySchedule: (body.retrySchedule ?? []).map(({ secs }) => secs) }
      const update = (instance: string) => updateEventType(ctx, instance, params.event_type_name, patch)
      return presentRetrySchedule(await inInstances(ctx, instanceId, update))
    },
  }),
)
