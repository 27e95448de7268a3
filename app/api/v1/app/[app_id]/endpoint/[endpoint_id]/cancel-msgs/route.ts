import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { cancelDeliveries } from '#lib/domain/deliveries/cancel-deliveries.ts'
import { instantSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/cancel-msgs',
    id: 'v1.endpoint.cancel-msgs',
    permission: 'delivery:write',
    summary: 'Take messages accepted before a moment out of the queue of a consumer',
    status: 204,
    body: z.object({ createdBefore: instantSchema }),
    replay: 'empty',
    run: async ({ ctx, params, body }) => {
      await cancelDeliveries(ctx, params.app_id, params.endpoint_id, body)
    },
  }),
)
