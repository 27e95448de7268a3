import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { deleteTlsIdentity } from '#lib/domain/tls/delete-tls-identity.ts'
import { getTlsIdentity } from '#lib/domain/tls/get-tls-identity.ts'
import { tlsIdentityInputSchema, tlsIdentityViewSchema } from '#lib/domain/tls/schemas.ts'
import { setTlsIdentity } from '#lib/domain/tls/set-tls-identity.ts'

const path = '/api/v1/app/{app_id}/endpoint/{endpoint_id}/mtls'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.endpoint.get-mtls',
    permission: 'read',
    summary: 'Get the client certificate of a consumer, without its key',
    status: 200,
    response: tlsIdentityViewSchema,
    run: ({ ctx, params }) => getTlsIdentity(ctx, params.app_id, params.endpoint_id),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.endpoint.set-mtls-config',
    permission: 'consumer:write',
    summary: 'Set the client certificate and its key, as PEM in one text',
    status: 204,
    body: tlsIdentityInputSchema,
    run: ({ ctx, params, body }) => setTlsIdentity(ctx, params.app_id, params.endpoint_id, body),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.endpoint.delete-mtls-config',
    permission: 'consumer:write',
    summary: 'Remove the client certificate and its key',
    status: 204,
    run: ({ ctx, params }) => deleteTlsIdentity(ctx, params.app_id, params.endpoint_id),
  }),
)
