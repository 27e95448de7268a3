import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'
import { createToken } from '#lib/domain/tokens/create-token.ts'
import { getToken } from '#lib/domain/tokens/get-token.ts'
import { listTokens } from '#lib/domain/tokens/list-tokens.ts'
import { createdTokenSchema, tokenInputSchema, tokenViewSchema } from '#lib/domain/tokens/schemas.ts'

const path = '/api/v1/app/{app_id}/token'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.application-token.list',
    permission: 'token:write',
    summary: 'List the API tokens of an instance',
    status: 200,
    query: pageQuerySchema,
    response: pageOf(tokenViewSchema),
    run: ({ ctx, params, query }) => listTokens(ctx, params.app_id, query),
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.application-token.create',
    permission: 'token:write',
    summary: 'Make an API token of an instance; the answer shows it, once',
    status: 201,
    body: tokenInputSchema,
    response: createdTokenSchema,
    replay: { again: async ({ ctx, params }, id) => ({ ...(await getToken(ctx, params.app_id, id)), token: null }) },
    run: ({ ctx, params, body }) => createToken(ctx, params.app_id, body),
  }),
)
