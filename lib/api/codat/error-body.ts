import type { Failure } from '../core/error-response.ts'

/** This face has no 422: what is wrong with a request is a 400. */
export function codatStatus(status: number): number {
  return status === 422 ? 400 : status
}

/** The error body of the Codat face. */
export function codatErrorBody({ status, detail, problems, requestId }: Failure): object {
  const errors = problems.map(({ loc, msg, type }) => ({
    itemId: loc.slice(1).map(String).join('.'),
    message: msg,
    validatorName: type,
  }))
  const statusCode = codatStatus(status)
  return {
    statusCode,
    service: 'Posthorn',
    error: detail,
    correlationId: requestId,
    validation: errors.length === 0 ? null : { errors, warnings: [] },
    canBeRetried: [429, 500, 503].includes(statusCode) ? 'True' : 'False',
    detailedErrorCode: 0,
  }
}
