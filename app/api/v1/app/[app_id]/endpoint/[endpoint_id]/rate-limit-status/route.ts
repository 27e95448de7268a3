import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getRateLimitStatus } from '#lib/domain/rate-limits/get-rate-limit-status.ts'
import { rateLimitStatusSchema } from '#lib/domain/rate-limits/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/rate-limit-status',
    id: 'v1.endpoint.get-throttling-status',
    permission: 'read',
    summary: 'What waits for a consumer and how long that takes at its rate limit',
    status: 200,
    response: rateLimitStatusSchema,
    run: ({ ctx, params }) => getRateLimitStatus(ctx, params.app_id, params.endpoint_id),
  }),
)
