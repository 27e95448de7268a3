import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/domain/context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { requestContext } from './request-context.ts'
import { isSameOrigin } from './same-origin.ts'

const STATUS: Partial<Record<DomainError['code'], number>> = {
  authentication_failed: 401,
  permission_denied: 403,
  not_found: 404,
  conflict: 409,
  validation: 422,
}

/** A POST of the set-up and sign-in pages: same origin, JSON in, JSON out, problems as `{code, detail}`. */
export function jsonRoute<S extends z.ZodType>(
  schema: S,
  run: (ctx: Omit<Context, 'actor'>, input: z.output<S>, request: Request) => Promise<object>,
) {
  return async (request: Request): Promise<Response> => {
    const ctx = requestContext(request.headers)
    const answer = (status: number, body: object) =>
      Response.json(body, { status, headers: { 'x-request-id': ctx.requestId, 'cache-control': 'no-store' } })
    if (!isSameOrigin(request.headers)) return answer(403, { code: 'permission_denied', detail: 'Not from this site.' })
    const input = schema.safeParse(await request.json().catch(() => null))
    if (!input.success) return answer(422, { code: 'validation', detail: z.prettifyError(input.error) })
    try {
      return answer(200, await run(ctx, input.data, request))
    } catch (error) {
      if (error instanceof DomainError)
        return answer(STATUS[error.code] ?? 400, { code: error.code, detail: error.message })
      ctx.log.error({ err: error }, 'request failed')
      return answer(500, { code: 'internal_error', detail: `Internal error (${ctx.requestId})` })
    }
  }
}
