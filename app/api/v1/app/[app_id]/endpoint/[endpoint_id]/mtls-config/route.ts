import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getTlsIdentity } from '#lib/domain/tls/get-tls-identity.ts'
import { tlsIdentityViewSchema } from '#lib/domain/tls/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/mtls-config',
    id: 'v1.endpoint.get-mtls-2',
    permission: 'read',
    summary: 'Whether a consumer has a client certificate, and which',
    status: 200,
    response: z.object({ enabled: z.boolean(), config: tlsIdentityViewSchema.nullable() }),
    run: async ({ ctx, params }) => {
      const view = await getTlsIdentity(ctx, params.app_id, params.endpoint_id)
      return { enabled: view.enabled, config: view.enabled ? view : null }
    },
  }),
)
