import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { connectionTestViewSchema } from '#lib/domain/tls/schemas.ts'
import { testConnection } from '#lib/domain/tls/test-connection.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/test-connection',
    id: 'v1.endpoint.test-connection',
    permission: 'delivery:write',
    summary: 'Connect to a consumer as a delivery would, and tell each step',
    status: 200,
    response: connectionTestViewSchema,
    run: ({ ctx, params }) => testConnection(ctx, params.app_id, params.endpoint_id),
  }),
)
