import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { deliveryStatusesOf, deliveryStatusOut, statusFields, statusQuery } from '#lib/api/svix/attempt.ts'
import { messageFilter, messageListQuery, messageOut, presentMessageOut } from '#lib/api/svix/message.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { listDeliveredMessages } from '#lib/domain/deliveries/list-delivered-messages.ts'
import { deliveryViewSchema } from '#lib/domain/deliveries/schemas.ts'
import { queryFlagSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/msg',
    id: 'v1.message-attempt.list-attempted-messages',
    permission: 'read',
    summary: 'List the messages of a consumer with the status of each delivery',
    status: 200,
    query: messageListQuery.extend({
      status: statusQuery.optional(),
      expanded_statuses: queryFlagSchema.default(false),
    }),
    response: pageOf(messageOut.extend({ ...statusFields, delivery: deliveryViewSchema })),
    run: async ({ ctx, params, query: { status, ...query } }) => {
      const statuses = status === undefined ? undefined : deliveryStatusesOf(status)
      const filter = { ...messageFilter(query), statuses }
      const page = await listDeliveredMessages(ctx, params.app_id, params.endpoint_id, filter)
      return presentPage(page, ({ delivery, message }) => ({
        ...presentMessageOut(message, query.with_content),
        ...deliveryStatusOut(delivery.status),
        nextAttempt: delivery.nextAttemptAt,
        delivery,
      }))
    },
  }),
)
