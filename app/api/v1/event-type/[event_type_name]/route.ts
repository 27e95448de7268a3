import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { eventTypeOut, eventTypePatch, eventTypeUpsertIn, presentEventTypeOut } from '#lib/api/svix/event-type.ts'
import { deleteEventType } from '#lib/domain/event-types/delete-event-type.ts'
import { getEventType } from '#lib/domain/event-types/get-event-type.ts'
import { updateEventType } from '#lib/domain/event-types/update-event-type.ts'
import { upsertEventType } from '#lib/domain/event-types/upsert-event-type.ts'
import { inInstance, inInstances } from '#lib/domain/instances/in-instances.ts'
import { eventTypeNameSchema, queryFlagSchema } from '#lib/domain/schemas.ts'

const path = '/api/v1/event-type/{event_type_name}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.event-type.get',
    permission: 'read',
    summary: 'Get an event type',
    status: 200,
    response: eventTypeOut,
    run: async ({ ctx, params, instanceId }) =>
      presentEventTypeOut(
        await inInstance(ctx, instanceId, (instance) => getEventType(ctx, instance, params.event_type_name)),
      ),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.event-type.upsert',
    permission: 'event-type:write',
    summary: 'Replace or create an event type',
    status: 200,
    otherStatus: 201,
    body: eventTypeUpsertIn,
    response: eventTypeOut,
    run: async ({ ctx, params, body, instanceId }) => {
      const name = eventTypeNameSchema.parse(params.event_type_name)
      const upsert = (instance: string) => upsertEventType(ctx, instance, name, body)
      const { created, view } = await inInstances(ctx, instanceId, upsert)
      return answer(created ? 201 : 200, presentEventTypeOut(view))
    },
  }),
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.event-type.patch',
    permission: 'event-type:write',
    summary: 'Change parts of an event type',
    status: 200,
    body: eventTypePatch,
    response: eventTypeOut,
    run: async ({ ctx, params, body, instanceId }) =>
      presentEventTypeOut(
        await inInstances(ctx, instanceId, (id) => updateEventType(ctx, id, params.event_type_name, body)),
      ),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.event-type.delete',
    permission: 'event-type:write',
    summary: 'Archive an event type, or delete it for good',
    status: 204,
    query: z.object({ expunge: queryFlagSchema.optional() }),
    run: ({ ctx, params, query, instanceId }) =>
      inInstances(ctx, instanceId, (instance) =>
        deleteEventType(ctx, instance, params.event_type_name, { expunge: query.expunge ?? false }),
      ),
  }),
)
