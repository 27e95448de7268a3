import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { expungeAttempt } from '#lib/domain/deliveries/expunge-attempt.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'DELETE',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/attempt/{attempt_id}/content',
    id: 'v1.message-attempt.expunge-content',
    permission: 'message:expunge',
    summary: 'Remove what an attempt kept of the response',
    status: 204,
    run: ({ ctx, params }) => expungeAttempt(ctx, params.app_id, params.msg_id, params.attempt_id),
  }),
)
