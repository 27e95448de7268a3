import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { cancelDeliveries } from '#lib/domain/deliveries/cancel-deliveries.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'DELETE',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/queue',
    id: 'v1.endpoint.purge-queue',
    permission: 'delivery:write',
    summary: 'Purge the queue of a consumer, or take one message out of it',
    status: 200,
    query: z.object({ message: z.string().max(256).optional() }),
    response: z.object({ count: z.int() }),
    run: async ({ ctx, params, query }) => ({
      count: await cancelDeliveries(ctx, params.app_id, params.endpoint_id, query),
    }),
  }),
)
