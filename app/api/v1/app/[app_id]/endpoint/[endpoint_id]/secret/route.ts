import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { secretOut } from '#lib/api/svix/endpoint.ts'
import { getSigningSecret } from '#lib/domain/consumers/get-signing-secret.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/secret',
    id: 'v1.endpoint.get-secret',
    permission: 'secret:read',
    summary: 'Get the signing secret',
    status: 200,
    response: secretOut,
    run: ({ ctx, params }) => getSigningSecret(ctx, params.app_id, params.endpoint_id),
  }),
)
