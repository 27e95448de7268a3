import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { checkUrl } from '#lib/domain/tls/check-url.ts'
import { urlCheckInputSchema, urlCheckSchema } from '#lib/domain/tls/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/url-check',
    id: 'v1.application.url-check',
    permission: 'consumer:write',
    summary: 'Say whether a URL takes connections, without sending anything',
    status: 200,
    body: urlCheckInputSchema,
    response: urlCheckSchema,
    run: ({ ctx, params, body }) => checkUrl(ctx, params.app_id, body),
  }),
)
