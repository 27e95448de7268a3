import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { deliveryStatusOut, statusFields } from '#lib/api/svix/attempt.ts'
import { endpointOut, presentEndpoint } from '#lib/api/svix/endpoint.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { listDestinations } from '#lib/domain/deliveries/list-destinations.ts'
import { deliveryViewSchema } from '#lib/domain/deliveries/schemas.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/endpoint',
    id: 'v1.message-attempt.list-attempted-destinations',
    permission: 'read',
    summary: 'List the consumers of a message with the status of each delivery',
    status: 200,
    query: pageQuerySchema.omit({ order: true }),
    response: pageOf(endpointOut.extend({ ...statusFields, delivery: deliveryViewSchema })),
    run: async ({ ctx, params, query }) =>
      presentPage(await listDestinations(ctx, params.app_id, params.msg_id, query), ({ delivery, consumer }) => ({
        ...presentEndpoint(consumer),
        ...deliveryStatusOut(delivery.status),
        nextAttempt: delivery.nextAttemptAt,
        delivery,
      })),
  }),
)
