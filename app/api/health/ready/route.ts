import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { checkReadiness } from '#lib/domain/system/check-readiness.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/health/ready',
    id: 'health.ready',
    permission: null,
    summary: 'Say whether messages are accepted and delivered',
    status: 200,
    otherStatus: 503,
    isPublic: true,
    response: z.object({ ready: z.boolean(), database: z.boolean(), migrations: z.boolean(), worker: z.boolean() }),
    run: async () => {
      const readiness = await checkReadiness()
      return answer(readiness.ready ? 200 : 503, readiness)
    },
  }),
)
