import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { expungeMessage } from '#lib/domain/messages/expunge-message.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'DELETE',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/content',
    id: 'v1.message.expunge-content',
    permission: 'message:expunge',
    summary: 'Remove the body of a message at once',
    status: 204,
    run: ({ ctx, params }) => expungeMessage(ctx, params.app_id, params.msg_id),
  }),
)
