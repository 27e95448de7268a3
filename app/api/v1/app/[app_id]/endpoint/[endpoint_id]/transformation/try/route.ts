import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { trialInputSchema, trialViewSchema } from '#lib/domain/transformations/schemas.ts'
import { tryTransformation } from '#lib/domain/transformations/try-transformation.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/transformation/try',
    id: 'v1.endpoint.transformation.try',
    permission: 'transformation:write',
    summary: 'Run code on a past message or an event: before, after, console and error',
    status: 200,
    body: trialInputSchema,
    response: trialViewSchema,
    run: ({ ctx, params, body }) => tryTransformation(ctx, params.app_id, params.endpoint_id, body),
  }),
)
