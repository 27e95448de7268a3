import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { explainDelivery } from '#lib/domain/deliveries/explain-delivery.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/endpoint/{endpoint_id}/why-not',
    id: 'v1.delivery.explain',
    permission: 'read',
    summary: 'Say why a message did or did not go to a consumer',
    status: 200,
    response: z.object({
      reason: z.string(),
      sentence: z.string(),
      consumerEventTypes: z.array(z.string()).nullable(),
      consumerTags: z.array(z.string()),
      messageTags: z.array(z.string()),
      nextAttemptAt: z.iso.datetime().nullable(),
    }),
    run: ({ ctx, params }) => explainDelivery(ctx, params.app_id, params.msg_id, params.endpoint_id),
  }),
)
