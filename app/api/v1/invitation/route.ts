import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { invitePerson } from '#lib/domain/people/invite-person.ts'
import { invitationInputSchema, invitationViewSchema } from '#lib/domain/people/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/invitation',
    id: 'v1.invitation.create',
    permission: 'people:write',
    summary: 'Invite a person; the token is shown once',
    status: 201,
    body: invitationInputSchema,
    response: invitationViewSchema.extend({ token: z.string() }),
    run: ({ ctx, body }) => invitePerson(ctx, body),
  }),
)
