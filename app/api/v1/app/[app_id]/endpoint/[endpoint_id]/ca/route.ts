import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getServerCa } from '#lib/domain/tls/get-server-ca.ts'
import { serverCaInputSchema, serverCaViewSchema } from '#lib/domain/tls/schemas.ts'
import { setServerCa } from '#lib/domain/tls/set-server-ca.ts'

const path = '/api/v1/app/{app_id}/endpoint/{endpoint_id}/ca'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.endpoint.get-server-ca',
    permission: 'read',
    summary: 'Get the private authority of a consumer’s server',
    status: 200,
    response: serverCaViewSchema,
    run: ({ ctx, params }) => getServerCa(ctx, params.app_id, params.endpoint_id),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.endpoint.set-server-ca',
    permission: 'consumer:write',
    summary: 'Trust a private authority for a consumer’s server; null trusts the public ones',
    status: 204,
    body: serverCaInputSchema,
    run: ({ ctx, params, body }) => setServerCa(ctx, params.app_id, params.endpoint_id, body),
  }),
)
