import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { previewFilter } from '#lib/domain/filters/preview-filter.ts'
import { filterPreviewInputSchema, filterPreviewSchema } from '#lib/domain/filters/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/filter-preview',
    id: 'v1.application.filter-preview',
    permission: 'read',
    summary: 'How many of the last 1,000 messages a filter would have let through',
    status: 200,
    body: filterPreviewInputSchema,
    response: filterPreviewSchema,
    run: ({ ctx, params, body }) => previewFilter(ctx, params.app_id, body),
  }),
)
