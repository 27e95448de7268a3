import 'server-only'
import type { z } from 'zod'
import { requestContext } from '#lib/auth/request-context.ts'
import { isSameOrigin } from '#lib/auth/same-origin.ts'
import type { Context } from '#lib/domain/context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { errorReply } from './core/error-response.ts'
import { readJson } from './core/read-body.ts'
import { readRawBody } from './core/read-raw-body.ts'

/** A POST of the set-up and sign-in pages, for people who have no session yet: same origin, JSON in, JSON out. */
export function jsonRoute<S extends z.ZodType>(
  schema: S,
  run: (ctx: Omit<Context, 'actor'>, input: z.output<S>, request: Request) => Promise<object>,
) {
  return async (request: Request): Promise<Response> => {
    const ctx = requestContext(request.headers)
    try {
      if (!isSameOrigin(request.headers)) throw new DomainError('permission_denied', 'Not from this site.')
      const input = schema.parse(readJson(await readRawBody(request)))
      const headers = { 'x-request-id': ctx.requestId, 'cache-control': 'no-store' }
      return Response.json(await run(ctx, input, request), { headers })
    } catch (error) {
      const { status, headers, body } = errorReply(error, ctx)
      return new Response(body, { status, headers })
    }
  }
}
