import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts'
import { deliveryStatusSchema } from '#lib/domain/deliveries/schemas.ts'
import { messageViewSchema } from '#lib/domain/messages/schemas.ts'
import { eventTypeNameSchema, instantSchema, pageQuerySchema, queryFlagSchema, queryList } from '#lib/domain/schemas.ts'

const text = z.string().min(1).max(256).optional()

export const GET = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/delivery',
    id: 'posthorn.delivery.list',
    summary: 'The log: messages, newest first, with a summary of their deliveries',
    status: 200,
    query: pageQuerySchema.extend({
      eventTypes: queryList(eventTypeNameSchema).optional(),
      statuses: queryList(deliveryStatusSchema).optional(),
      errorKind: text,
      tag: text,
      label: text,
      company: text,
      consumer: text,
      source: text,
      text,
      before: instantSchema.optional(),
      after: instantSchema.optional(),
      withBody: queryFlagSchema.optional(),
    }),
    response: pageOf(
      z.object({ message: messageViewSchema, deliveries: z.partialRecord(deliveryStatusSchema, z.int()) }),
    ),
    run: ({ ctx, params, query }) => listDeliveries(ctx, params.app_id, query),
  }),
)
