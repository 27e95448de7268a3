import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { withdrawInvitation } from '#lib/domain/people/withdraw-invitation.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'DELETE',
    path: '/api/v1/invitation/{invitation_id}',
    id: 'v1.invitation.delete',
    permission: 'people:write',
    summary: 'Withdraw an invitation',
    status: 204,
    run: ({ ctx, params }) => withdrawInvitation(ctx, params.invitation_id),
  }),
)
