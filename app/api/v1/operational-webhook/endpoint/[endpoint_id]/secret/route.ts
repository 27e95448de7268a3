import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { secretOut } from '#lib/api/svix/endpoint.ts'
import { getSigningSecret } from '#lib/domain/consumers/get-signing-secret.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/operational-webhook/endpoint/{endpoint_id}/secret',
    id: 'v1.operational-webhook.endpoint.get-secret',
    permission: 'instance:write',
    summary: 'Get the signing secret of an operational endpoint',
    status: 200,
    response: secretOut,
    run: ({ ctx, params, instanceId }) =>
      inInstance(ctx, instanceId, (instance) => getSigningSecret(ctx, instance, params.endpoint_id, 'operational')),
  }),
)
