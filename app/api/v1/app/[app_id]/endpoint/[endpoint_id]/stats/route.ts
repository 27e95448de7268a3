import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentDeliveryCounts, statsOut, statsQuery, statsRange } from '#lib/api/svix/stats.ts'
import { countDeliveries } from '#lib/domain/deliveries/count-deliveries.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/stats',
    id: 'v1.endpoint.get-stats',
    permission: 'read',
    summary: 'Count the deliveries of a consumer by status',
    status: 200,
    query: statsQuery,
    response: statsOut,
    run: async ({ ctx, params, query }) =>
      presentDeliveryCounts(await countDeliveries(ctx, params.app_id, params.endpoint_id, statsRange(query))),
  }),
)
