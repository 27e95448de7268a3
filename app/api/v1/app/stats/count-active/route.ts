import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { countActiveInstances } from '#lib/domain/instances/count-active-instances.ts'
import { queryFlagSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/stats/count-active',
    id: 'v1.application.count-active',
    permission: 'read',
    summary: 'Count instances that have a consumer',
    status: 200,
    query: z.object({ exclude_disabled: queryFlagSchema.optional() }),
    response: z.object({ count: z.int() }),
    run: async ({ ctx, query }) => ({ count: await countActiveInstances(ctx, query.exclude_disabled ?? false) }),
  }),
)
