import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getOverview } from '#lib/domain/overview/get-overview.ts'
import { overviewQuerySchema, overviewViewSchema } from '#lib/domain/overview/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/overview',
    id: 'v1.overview.get',
    permission: 'source:read',
    summary: 'What needs attention in an instance, and why',
    status: 200,
    query: overviewQuerySchema,
    response: overviewViewSchema,
    run: ({ ctx, params, query }) => getOverview(ctx, params.app_id, query.hours),
  }),
)
