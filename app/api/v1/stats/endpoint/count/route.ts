import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { countConsumers } from '#lib/domain/statistics/count-consumers.ts'
import { consumerCountSchema } from '#lib/domain/statistics/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/stats/endpoint/count',
    id: 'v1.statistics.endpoint-count',
    permission: 'read',
    summary: 'Count consumers, enabled and disabled',
    status: 200,
    response: consumerCountSchema,
    run: ({ ctx }) => countConsumers(ctx),
  }),
)
