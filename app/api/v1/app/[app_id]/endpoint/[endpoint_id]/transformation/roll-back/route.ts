import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { rollBackTransformation } from '#lib/domain/transformations/roll-back-transformation.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/transformation/roll-back',
    id: 'v1.endpoint.transformation.roll-back',
    permission: 'transformation:write',
    summary: 'Make an earlier version the current one',
    status: 204,
    body: z.object({ version: z.int().min(1).max(2_147_483_647) }),
    replay: 'empty',
    run: ({ ctx, params, body }) => rollBackTransformation(ctx, params.app_id, params.endpoint_id, body.version),
  }),
)
