import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentAttemptHeaders } from '#lib/api/svix/attempt.ts'
import { getAttempt } from '#lib/domain/deliveries/get-attempt.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/attempt/{attempt_id}/headers',
    id: 'v1.message-attempt.get-headers',
    permission: 'read',
    summary: 'Get the headers that an attempt sent and got; secret values are masked',
    status: 200,
    response: z.object({
      sentHeaders: z.record(z.string(), z.string()),
      responseHeaders: z.array(z.tuple([z.string(), z.string()])).nullable(),
      sensitive: z.array(z.string()),
    }),
    run: async ({ ctx, params }) =>
      presentAttemptHeaders(await getAttempt(ctx, params.app_id, params.msg_id, params.attempt_id)),
  }),
)
