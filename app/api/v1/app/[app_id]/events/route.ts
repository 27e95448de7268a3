import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import {
  messageEventsFilter,
  messageEventsOut,
  messageEventsQuery,
  presentMessageEvents,
} from '#lib/api/svix/message-events.ts'
import { listMessages } from '#lib/domain/messages/list-messages.ts'

export const GET = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/events',
    id: 'v1.message.events',
    summary: 'Read messages in the order they came, from where the last call stopped',
    status: 200,
    query: messageEventsQuery,
    response: messageEventsOut,
    run: async ({ ctx, params, query }) =>
      presentMessageEvents(await listMessages(ctx, params.app_id, messageEventsFilter(query)), query.iterator),
  }),
)
