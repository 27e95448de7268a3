import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { attemptOut, presentAttemptOut } from '#lib/api/svix/attempt.ts'
import { getAttempt } from '#lib/domain/deliveries/get-attempt.ts'
import { queryFlagSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/attempt/{attempt_id}',
    id: 'v1.message-attempt.get',
    permission: 'read',
    summary: 'Get an attempt',
    status: 200,
    query: z.object({ expanded_statuses: queryFlagSchema.default(false) }),
    response: attemptOut,
    run: async ({ ctx, params, query }) =>
      presentAttemptOut(await getAttempt(ctx, params.app_id, params.msg_id, params.attempt_id), {
        withContent: true,
        expandedStatuses: query.expanded_statuses,
      }),
  }),
)
