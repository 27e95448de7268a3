import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { removePerson } from '#lib/domain/people/remove-person.ts'
import { personPatchSchema, personViewSchema } from '#lib/domain/people/schemas.ts'
import { updatePerson } from '#lib/domain/people/update-person.ts'

const path = '/api/v1/person/{person_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.person.patch',
    permission: 'people:write',
    summary: "Change a person's role",
    status: 200,
    body: personPatchSchema,
    response: personViewSchema,
    run: ({ ctx, params, body }) => updatePerson(ctx, params.person_id, body),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.person.delete',
    permission: 'people:write',
    summary: 'Remove a person',
    status: 204,
    run: ({ ctx, params }) => removePerson(ctx, params.person_id),
  }),
)
