import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { countWhyNot } from '#lib/domain/deliveries/count-why-not.ts'
import { whyNotCountsSchema } from '#lib/domain/deliveries/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/why-not',
    id: 'v1.message.why-not',
    permission: 'read',
    summary: 'Count the consumers that did not get a message, by reason',
    status: 200,
    response: whyNotCountsSchema,
    run: ({ ctx, params }) => countWhyNot(ctx, params.app_id, params.msg_id),
  }),
)
