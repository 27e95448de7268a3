import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { secretRotateIn } from '#lib/api/svix/endpoint.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/operational-webhook/endpoint/{endpoint_id}/secret/rotate',
    id: 'v1.operational-webhook.endpoint.rotate-secret',
    permission: 'instance:write',
    summary: 'Replace the signing secret of an operational endpoint',
    status: 204,
    body: secretRotateIn,
    replay: 'empty',
    run: ({ ctx, params, body, instanceId }) =>
      inInstance(ctx, instanceId, (instance) =>
        rotateSigningSecret(ctx, instance, params.endpoint_id, body, 'operational'),
      ),
  }),
)
