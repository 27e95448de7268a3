import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/health',
    id: 'health.alive',
    permission: null,
    summary: 'Say that the process is alive',
    status: 200,
    isPublic: true,
    response: z.object({ status: z.literal('alive') }),
    run: async () => ({ status: 'alive' }),
  }),
)
