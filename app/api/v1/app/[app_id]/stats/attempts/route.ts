import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getAttemptTotals } from '#lib/domain/statistics/get-attempt-totals.ts'
import { attemptTotalsQuerySchema, attemptTotalsSchema } from '#lib/domain/statistics/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/stats/attempts',
    id: 'v1.application.stats.attempts',
    permission: 'read',
    summary: 'Count the attempts of an instance by event type',
    status: 200,
    query: attemptTotalsQuerySchema,
    response: attemptTotalsSchema,
    run: ({ ctx, params, query: { event_types, ...query } }) =>
      getAttemptTotals(ctx, params.app_id, { ...query, eventTypes: event_types }),
  }),
)
