import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getTransformation } from '#lib/domain/transformations/get-transformation.ts'
import { transformationPatchSchema, transformationViewSchema } from '#lib/domain/transformations/schemas.ts'
import { updateTransformation } from '#lib/domain/transformations/update-transformation.ts'

const path = '/api/v1/app/{app_id}/endpoint/{endpoint_id}/transformation'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.endpoint.transformation.get',
    permission: 'read',
    summary: 'Get the transformation of a consumer',
    status: 200,
    response: transformationViewSchema,
    run: ({ ctx, params }) => getTransformation(ctx, params.app_id, params.endpoint_id),
  }),
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.endpoint.transformation.patch',
    permission: 'transformation:write',
    summary: 'Save the code as a new version, or switch it on or off',
    status: 204,
    body: transformationPatchSchema,
    run: ({ ctx, params, body }) => updateTransformation(ctx, params.app_id, params.endpoint_id, body),
  }),
)
