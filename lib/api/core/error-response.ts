import { z } from 'zod'
import type { Context } from '#lib/domain/context.ts'
import { DomainError, type DomainErrorCode, type FieldProblem } from '#lib/domain/errors.ts'
import { isDatabaseAway } from './is-database-away.ts'
import { isRemovedMeanwhile } from './is-removed-meanwhile.ts'
import type { Reply } from './route.ts'

/** The one table of error code → HTTP status. */
const STATUS: Readonly<Record<DomainErrorCode, number>> = {
  validation: 422,
  authentication_failed: 401,
  permission_denied: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  bad_request: 400,
  method_not_allowed: 405,
}

/** What went wrong, before a face gives it its own body. */
export interface Failure {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly problems: readonly FieldProblem[]
  readonly requestId: string
  /** Seconds after which to try again. */
  readonly retryAfter?: number | undefined
}

/** An error as the failure a caller sees. What is not expected is logged whole and says no more than "Internal error". */
export function toFailure(error: unknown, ctx: Pick<Context, 'requestId' | 'log'>): Failure {
  const { requestId } = ctx
  if (error instanceof DomainError) {
    const { code, message, problems, retryAfter, cause } = error
    if (code === 'unavailable' && cause !== undefined) ctx.log.warn({ err: cause }, message)
    return { status: STATUS[code], code, detail: message, problems, requestId, retryAfter }
  }
  if (isDatabaseAway(error)) {
    ctx.log.warn({ err: error }, 'the database is away')
    const detail = 'The database is away. Try again.'
    return { status: 503, code: 'unavailable', detail, problems: [], requestId, retryAfter: 1 }
  }
  if (isRemovedMeanwhile(error)) {
    const detail = 'It was deleted while this request ran.'
    return { status: 404, code: 'not_found', detail, problems: [], requestId }
  }
  if (error instanceof z.ZodError) {
    return {
      status: 422,
      code: 'validation',
      detail: 'Some fields are wrong.',
      problems: problemsOf(error, 'body'),
      requestId,
    }
  }
  ctx.log.error({ err: error }, 'request failed')
  return { status: 500, code: 'internal_error', detail: `Internal error (${requestId})`, problems: [], requestId }
}

/** The Svix-style error body: `{code, detail}`, or `{detail: [{loc, msg, type}]}` where fields are wrong. */
export function errorBody(failure: Failure): object {
  if (failure.status !== 422) return { code: failure.code, detail: failure.detail, requestId: failure.requestId }
  const fallback = [{ loc: ['body'], msg: failure.detail, type: 'value_error' }]
  return { detail: failure.problems.length === 0 ? fallback : failure.problems.map(textLocation) }
}

/** An error as a reply, in the face's own body. */
export function errorReply(
  error: unknown,
  ctx: Pick<Context, 'requestId' | 'log'>,
  present: (failure: Failure) => object = errorBody,
): Reply {
  const failure = toFailure(error, ctx)
  const { retryAfter } = failure
  return {
    status: failure.status,
    headers: {
      'content-type': 'application/json',
      'x-request-id': ctx.requestId,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
      ...(failure.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: JSON.stringify(present(failure)),
  }
}

/** Zod's issues as the API's field problems. */
export function problemsOf(error: z.ZodError, where: 'body' | 'query' | 'path'): FieldProblem[] {
  return error.issues.map((issue) => ({
    loc: [where, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))],
    msg: issue.message,
    type: issue.code ?? 'value_error',
  }))
}

// The public clients read every part of `loc` as text.
function textLocation({ loc, msg, type }: FieldProblem) {
  return { loc: loc.map(String), msg, type }
}
