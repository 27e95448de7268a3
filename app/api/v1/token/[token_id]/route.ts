import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getToken } from '#lib/domain/tokens/get-token.ts'
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts'
import { tokenViewSchema } from '#lib/domain/tokens/schemas.ts'

const path = '/api/v1/token/{token_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.token.get',
    permission: 'token:write',
    summary: 'Get an API token of every instance, without its secret',
    status: 200,
    response: tokenViewSchema,
    run: ({ ctx, params }) => getToken(ctx, null, params.token_id),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.token.revoke',
    permission: 'token:write',
    summary: 'Revoke an API token of every instance',
    status: 204,
    run: ({ ctx, params }) => revokeToken(ctx, null, params.token_id),
  }),
)
