/** What a domain verb can fail with; `lib/api/core/error-response.ts` maps each code to an HTTP status, once. */
export type DomainErrorCode =
  | 'validation'
  | 'authentication_failed'
  | 'permission_denied'
  | 'not_found'
  | 'conflict'
  | 'payload_too_large'
  | 'rate_limited'
  | 'unavailable'
  | 'bad_request'
  | 'method_not_allowed'

/** One field that is wrong: where, what is wrong with it, and a machine-readable kind. */
export interface FieldProblem {
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
}

/** An expected failure with a sentence for the person who meets it: what happened and what to do. */
export class DomainError extends Error {
  readonly code: DomainErrorCode
  readonly problems: readonly FieldProblem[]
  /** Seconds, with `rate_limited` and `unavailable`. */
  readonly retryAfter: number | undefined

  constructor(
    code: DomainErrorCode,
    message: string,
    options: { problems?: readonly FieldProblem[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'DomainError'
    this.code = code
    this.problems = options.problems ?? []
    this.retryAfter = options.retryAfter
  }
}

/** A validation error on one field of the body. */
export function fieldError(field: string | readonly (string | number)[], message: string, type = 'value_error') {
  const path = typeof field === 'string' ? [field] : field
  return new DomainError('validation', message, { problems: [{ loc: ['body', ...path], msg: message, type }] })
}
