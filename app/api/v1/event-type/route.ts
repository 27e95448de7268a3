import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { eventTypeIn, eventTypeOut, presentEventTypeBrief, presentEventTypeOut } from '#lib/api/svix/event-type.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { createEventType } from '#lib/domain/event-types/create-event-type.ts'
import { getEventType } from '#lib/domain/event-types/get-event-type.ts'
import { listEventTypes } from '#lib/domain/event-types/list-event-types.ts'
import { inInstance, inInstances } from '#lib/domain/instances/in-instances.ts'
import { pageQuerySchema, queryFlagSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/event-type',
    id: 'v1.event-type.list',
    permission: 'read',
    summary: 'List event types',
    status: 200,
    query: pageQuerySchema.extend({
      include_archived: queryFlagSchema.optional(),
      with_content: queryFlagSchema.optional(),
      search: z.string().max(256).optional(),
    }),
    response: pageOf(eventTypeOut),
    run: async ({ ctx, query, instanceId }) =>
      presentPage(
        await inInstance(ctx, instanceId, (instance) =>
          listEventTypes(ctx, instance, { ...query, includeArchived: query.include_archived }),
        ),
        query.with_content ? presentEventTypeOut : presentEventTypeBrief,
      ),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/event-type',
    id: 'v1.event-type.create',
    permission: 'event-type:write',
    summary: 'Add an event type',
    status: 201,
    body: eventTypeIn,
    response: eventTypeOut,
    replay: {
      key: 'name',
      again: async ({ ctx, instanceId }, name) =>
        presentEventTypeOut(await inInstance(ctx, instanceId, (instance) => getEventType(ctx, instance, name))),
    },
    run: async ({ ctx, body, instanceId }) =>
      presentEventTypeOut(await inInstances(ctx, instanceId, (instance) => createEventType(ctx, instance, body))),
  }),
)
