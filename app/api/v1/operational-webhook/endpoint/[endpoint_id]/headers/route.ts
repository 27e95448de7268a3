import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { headerReplacement, headersIn, headersOut, presentHeaders } from '#lib/api/svix/endpoint.ts'
import { getCustomHeaders } from '#lib/domain/consumers/get-custom-headers.ts'
import { setCustomHeaders } from '#lib/domain/consumers/set-custom-headers.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

const path = '/api/v1/operational-webhook/endpoint/{endpoint_id}/headers'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.operational-webhook.endpoint.get-headers',
    permission: 'source:read',
    summary: 'Get the custom headers of an operational endpoint; sensitive values only show as set',
    status: 200,
    response: headersOut,
    run: async ({ ctx, params, instanceId }) =>
      presentHeaders(
        await inInstance(ctx, instanceId, (instance) =>
          getCustomHeaders(ctx, instance, params.endpoint_id, 'operational'),
        ),
      ),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.operational-webhook.endpoint.set-headers',
    permission: 'instance:write',
    summary: 'Replace the custom headers of an operational endpoint',
    status: 204,
    body: headersIn,
    run: ({ ctx, params, body, instanceId }) =>
      inInstance(ctx, instanceId, (instance) => {
        const change = { mode: 'replace', headers: headerReplacement(body) } as const
        return setCustomHeaders(ctx, instance, params.endpoint_id, change, 'operational')
      }),
  }),
)
