import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/health',
    id: 'v1.health.get',
    permission: null,
    summary: 'Say that the API answers',
    status: 204,
    isPublic: true,
    run: async () => undefined,
  }),
)
