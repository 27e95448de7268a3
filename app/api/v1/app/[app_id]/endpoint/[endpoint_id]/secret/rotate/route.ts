import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { secretRotateIn } from '#lib/api/svix/endpoint.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/secret/rotate',
    id: 'v1.endpoint.rotate-secret',
    permission: 'secret:write',
    summary: 'Replace the signing secret; the old one signs as well for a while',
    status: 204,
    body: secretRotateIn,
    replay: 'empty',
    run: ({ ctx, params, body }) => rotateSigningSecret(ctx, params.app_id, params.endpoint_id, body),
  }),
)
