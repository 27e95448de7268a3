import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { checkReadiness } from '#lib/domain/system/check-readiness.ts'

export const dynamic = 'force-dynamic'

export const GET = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/health/ready',
    id: 'health.ready',
    summary: 'Say that the database answers, migrations are current and a worker is there',
    status: 200,
    isPublic: true,
    response: z.object({ status: z.literal('ready') }),
    run: () => checkReadiness(),
  }),
)
