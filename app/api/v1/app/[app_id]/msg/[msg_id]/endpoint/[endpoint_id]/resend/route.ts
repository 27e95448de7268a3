import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { resend } from '#lib/domain/deliveries/resend.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/endpoint/{endpoint_id}/resend',
    id: 'v1.message-attempt.resend',
    permission: 'delivery:write',
    summary: 'Send a message to a consumer again, now',
    status: 202,
    response: z.object({}),
    replay: 'empty',
    run: ({ ctx, params }) => resend(ctx, params.app_id, params.msg_id, params.endpoint_id),
  }),
)
