import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts'
import { deliveryLogEntrySchema, deliveryLogQuerySchema } from '#lib/domain/deliveries/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/delivery',
    id: 'v1.delivery.list',
    permission: 'read',
    summary: 'The log: messages, newest first, with a summary of their deliveries',
    status: 200,
    query: deliveryLogQuerySchema,
    response: pageOf(deliveryLogEntrySchema).extend({
      searched: z.int(),
      searchedTo: z.iso.datetime().nullable(),
    }),
    run: ({ ctx, params, query }) => listDeliveries(ctx, params.app_id, query),
  }),
)
