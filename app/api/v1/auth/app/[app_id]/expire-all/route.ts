import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { expireIn } from '#lib/api/svix/authentication.ts'
import { expirePortalAccess } from '#lib/domain/tokens/expire-portal-access.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/auth/app/{app_id}/expire-all',
    id: 'v1.authentication.expire-all',
    permission: 'token:write',
    summary: 'End the portal access of an instance',
    status: 204,
    body: expireIn,
    replay: 'empty',
    run: ({ ctx, params, body }) => expirePortalAccess(ctx, params.app_id, body),
  }),
)
