import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getDeliveryTerms } from '#lib/domain/consumers/get-delivery-terms.ts'
import { deliveryTermsSchema } from '#lib/domain/consumers/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/terms',
    id: 'v1.endpoint.terms',
    permission: 'read',
    summary: 'Retry schedule, sending addresses and overlapping secrets that apply to a consumer',
    status: 200,
    response: deliveryTermsSchema,
    run: ({ ctx, params }) => getDeliveryTerms(ctx, params.app_id, params.endpoint_id),
  }),
)
