import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getToken } from '#lib/domain/tokens/get-token.ts'
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts'
import { tokenViewSchema } from '#lib/domain/tokens/schemas.ts'

const path = '/api/v1/app/{app_id}/token/{token_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.application-token.get',
    permission: 'token:write',
    summary: 'Get an API token of an instance, without its secret',
    status: 200,
    response: tokenViewSchema,
    run: ({ ctx, params }) => getToken(ctx, params.app_id, params.token_id),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.application-token.revoke',
    permission: 'token:write',
    summary: 'Revoke an API token of an instance',
    status: 204,
    run: ({ ctx, params }) => revokeToken(ctx, params.app_id, params.token_id),
  }),
)
