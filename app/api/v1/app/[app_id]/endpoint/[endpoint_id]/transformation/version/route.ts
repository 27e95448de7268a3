import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'
import { listTransformationVersions } from '#lib/domain/transformations/list-transformation-versions.ts'
import { transformationVersionSchema } from '#lib/domain/transformations/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/transformation/version',
    id: 'v1.endpoint.transformation.list-versions',
    permission: 'read',
    summary: 'List the versions of a transformation',
    status: 200,
    query: pageQuerySchema,
    response: pageOf(transformationVersionSchema),
    run: ({ ctx, params, query }) => listTransformationVersions(ctx, params.app_id, params.endpoint_id, query),
  }),
)
