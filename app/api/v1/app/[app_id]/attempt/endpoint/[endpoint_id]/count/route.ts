import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { attemptFilter, attemptFilterQuery } from '#lib/api/svix/attempt.ts'
import { COUNT_LIMIT, countAttempts } from '#lib/domain/deliveries/list-attempts.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/attempt/endpoint/{endpoint_id}/count',
    id: 'v1.message-attempt.count-by-endpoint',
    permission: 'read',
    summary: 'Count the attempts of a consumer',
    status: 200,
    query: attemptFilterQuery,
    response: z.object({ count: z.int(), approximated: z.boolean() }),
    run: async ({ ctx, params, query }) => {
      const filter = { ...attemptFilter(query), consumer: params.endpoint_id }
      const count = await countAttempts(ctx, params.app_id, filter)
      return { count, approximated: count >= COUNT_LIMIT }
    },
  }),
)
