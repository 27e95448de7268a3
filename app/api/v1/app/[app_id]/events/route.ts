import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { messageEventsOut, messageEventsQuery, presentMessageEvents } from '#lib/api/svix/message-events.ts'
import { readMessageEvents } from '#lib/domain/messages/read-message-events.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/events',
    id: 'v1.message.events',
    permission: 'read',
    summary: 'Read messages in the order they came, from where the last call stopped',
    status: 200,
    query: messageEventsQuery,
    response: messageEventsOut,
    run: async ({ ctx, params, query }) => presentMessageEvents(await readMessageEvents(ctx, params.app_id, query)),
  }),
)
