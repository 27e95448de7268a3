import { jsonRoute } from '#lib/api/json-route.ts'
import { createOwner } from '#lib/domain/people/create-owner.ts'
import { ownerInputSchema } from '#lib/domain/people/schemas.ts'
import { checkSetUpToken } from '#lib/domain/people/set-up-token.ts'

export const POST = jsonRoute(ownerInputSchema, async (ctx, input, request) => {
  checkSetUpToken(request.headers.get('host'), input.setupToken)
  return createOwner(ctx, input)
})
