import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getAttemptSeries } from '#lib/domain/statistics/get-attempt-series.ts'
import { attemptSeriesQuerySchema, attemptSeriesSchema } from '#lib/domain/statistics/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/stats/app/{app_id}/attempt',
    id: 'v1.stats.app-attempts',
    permission: 'read',
    summary: 'Count the attempts of an instance, one number a period',
    status: 200,
    query: attemptSeriesQuerySchema,
    response: attemptSeriesSchema,
    run: ({ ctx, params, query: { event_types, ...query } }) =>
      getAttemptSeries(ctx, params.app_id, { ...query, eventTypes: event_types }),
  }),
)
