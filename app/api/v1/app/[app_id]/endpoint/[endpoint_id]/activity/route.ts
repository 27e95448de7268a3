import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { activityQuery } from '#lib/api/svix/activity.ts'
import { getActivity } from '#lib/domain/activity/get-activity.ts'
import { activityViewSchema } from '#lib/domain/activity/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/activity',
    id: 'v1.endpoint.activity',
    permission: 'read',
    summary: 'Attempts over time of a consumer',
    status: 200,
    query: activityQuery,
    response: activityViewSchema,
    run: ({ ctx, params, query }) => getActivity(ctx, params.app_id, params.endpoint_id, query),
  }),
)
