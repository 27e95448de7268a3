import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'
import { createToken } from '#lib/domain/tokens/create-token.ts'
import { getToken } from '#lib/domain/tokens/get-token.ts'
import { listTokens } from '#lib/domain/tokens/list-tokens.ts'
import { createdTokenSchema, tokenInputSchema, tokenViewSchema } from '#lib/domain/tokens/schemas.ts'

const path = '/api/v1/token'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.token.list',
    permission: 'token:write',
    summary: 'List the API tokens of every instance',
    status: 200,
    query: pageQuerySchema,
    response: pageOf(tokenViewSchema),
    run: ({ ctx, query }) => listTokens(ctx, null, query),
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.token.create',
    permission: 'token:write',
    summary: 'Make an API token of every instance; the answer shows it, once',
    status: 201,
    body: tokenInputSchema,
    response: createdTokenSchema,
    replay: { again: async ({ ctx }, id) => ({ ...(await getToken(ctx, null, id)), token: null }) },
    run: ({ ctx, body }) => createToken(ctx, null, body),
  }),
)
