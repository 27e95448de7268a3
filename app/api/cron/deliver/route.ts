import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { sameText } from '#lib/domain/sources/compare-secret.ts'
import { env } from '#lib/env.ts'
import { drain } from '#lib/worker/drain.ts'

export const dynamic = 'force-dynamic'
export const maxDuration = 60

/** Leaves room, within `maxDuration`, for what is under way at the end: one request timeout. */
const CLAIMS_FOR_MS = 35_000
const MOST_ATTEMPTS = 20_000

/** Delivers what is due where no worker runs: called once a minute by a scheduler that knows CRON_SECRET. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/cron/deliver',
    id: 'cron.deliver',
    permission: null,
    summary: 'Deliver what is due, for a bounded time',
    status: 200,
    isPublic: true,
    response: z.object({
      attempts: z.int(),
      succeeded: z.int(),
      failed: z.int(),
      skipped: z.int(),
      ended: z.enum(['empty', 'time', 'attempts']),
    }),
    run: async ({ ctx, request }) => {
      checkSecret(request.headers.get('authorization'))
      return drain({ env: env(), log: ctx.log, forMs: CLAIMS_FOR_MS, attempts: MOST_ATTEMPTS })
    },
  }),
)

function checkSecret(authorization: string | null): void {
  const { CRON_SECRET } = env()
  if (CRON_SECRET === undefined) throw new DomainError('not_found', 'Set CRON_SECRET to deliver without a worker.')
  if (!sameText(authorization ?? '', `Bearer ${CRON_SECRET}`))
    throw new DomainError('authentication_failed', 'Send CRON_SECRET as a bearer token.')
}
