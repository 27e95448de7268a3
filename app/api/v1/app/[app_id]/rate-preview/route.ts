import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { previewRateLimit } from '#lib/domain/rate-limits/preview-rate-limit.ts'
import { ratePreviewInputSchema, ratePreviewSchema } from '#lib/domain/rate-limits/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/rate-preview',
    id: 'v1.application.rate-preview',
    permission: 'read',
    summary: 'How many messages of the last 24 hours would have waited for a rate limit',
    status: 200,
    body: ratePreviewInputSchema,
    response: ratePreviewSchema,
    run: ({ ctx, params, body }) => previewRateLimit(ctx, params.app_id, body),
  }),
)
