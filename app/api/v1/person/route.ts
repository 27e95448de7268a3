import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { listPeople } from '#lib/domain/people/list-people.ts'
import { invitationViewSchema, personViewSchema } from '#lib/domain/people/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/person',
    id: 'v1.person.list',
    permission: 'people:read',
    summary: 'List who may sign in and who is invited',
    status: 200,
    response: z.object({ people: z.array(personViewSchema), invitations: z.array(invitationViewSchema) }),
    run: ({ ctx }) => listPeople(ctx),
  }),
)
