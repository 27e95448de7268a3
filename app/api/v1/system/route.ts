import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getSystem } from '#lib/domain/system/get-system.ts'
import { systemViewSchema } from '#lib/domain/system/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/system',
    id: 'v1.system.get',
    permission: 'system:read',
    summary: 'Version, database, disk, workers and queue of the installation',
    status: 200,
    response: systemViewSchema,
    run: ({ ctx }) => getSystem(ctx),
  }),
)
