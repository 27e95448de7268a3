import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getEventTypeTraffic } from '#lib/domain/statistics/get-event-type-traffic.ts'
import { eventTypeTrafficSchema } from '#lib/domain/statistics/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/stats/event-types',
    id: 'v1.application.stats.event-types',
    permission: 'read',
    summary: 'Count the messages of the last 24 hours by event type',
    status: 200,
    response: eventTypeTrafficSchema,
    run: ({ ctx, params }) => getEventTypeTraffic(ctx, params.app_id),
  }),
)
