import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { previewBulkChange } from '#lib/domain/consumers/preview-bulk-change.ts'
import { bulkPreviewInputSchema, bulkPreviewSchema } from '#lib/domain/consumers/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/bulk-change-preview',
    id: 'v1.endpoint.bulk-change-preview',
    permission: 'read',
    summary: 'Say how many consumers a bulk change is about, and how many it would change',
    status: 200,
    body: bulkPreviewInputSchema,
    response: bulkPreviewSchema,
    run: ({ ctx, params, body }) => previewBulkChange(ctx, params.app_id, body),
  }),
)
