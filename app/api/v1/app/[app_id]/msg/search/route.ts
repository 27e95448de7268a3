import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { messageFilter, messageOut, messageSearchIn, presentMessageOut } from '#lib/api/svix/message.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { listMessages } from '#lib/domain/messages/list-messages.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/msg/search',
    id: 'v1.message.search',
    permission: 'read',
    summary: 'Search messages, newest first',
    status: 200,
    body: messageSearchIn,
    response: pageOf(messageOut),
    run: async ({ ctx, params, body }) =>
      presentPage(await listMessages(ctx, params.app_id, messageFilter(body)), (view) =>
        presentMessageOut(view, body.with_content),
      ),
  }),
)
