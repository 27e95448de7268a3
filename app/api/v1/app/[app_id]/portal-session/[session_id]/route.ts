import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { endPortalSession } from '#lib/domain/tokens/end-portal-session.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'DELETE',
    path: '/api/v1/app/{app_id}/portal-session/{session_id}',
    id: 'v1.portal-session.end',
    permission: 'token:write',
    summary: 'End a portal session, or take a link back',
    status: 204,
    run: ({ ctx, params }) => endPortalSession(ctx, params.app_id, params.session_id),
  }),
)
