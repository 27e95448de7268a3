import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentSimulation, simulateIn, simulateOut } from '#lib/api/svix/transformation.ts'
import { tryTransformation } from '#lib/domain/transformations/try-transformation.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/transformation/simulate',
    id: 'v1.endpoint.transformation.simulate',
    permission: 'transformation:write',
    summary: 'Run code on an event; code that fails is a 422',
    status: 200,
    body: simulateIn,
    response: simulateOut,
    run: async ({ ctx, params, body }) =>
      presentSimulation(await tryTransformation(ctx, params.app_id, params.endpoint_id, body)),
  }),
)
