import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { endPortalAccess } from '#lib/domain/tokens/end-portal-access.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/auth/logout',
    id: 'v1.authentication.logout',
    permission: null,
    summary: 'End the portal access that calls',
    status: 204,
    run: ({ ctx }) => endPortalAccess(ctx),
  }),
)
