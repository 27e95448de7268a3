import { errorReply } from '#lib/api/core/error-response.ts'
import { requestContext } from '#lib/auth/request-context.ts'
import { DomainError } from '#lib/domain/errors.ts'

/** What no other route answers: JSON like every other error of the API, never a page. */
function answer(request: Request): Response {
  const error = new DomainError('not_found', `There is no ${request.method} ${new URL(request.url).pathname}.`)
  const { status, headers, body } = errorReply(error, requestContext(request.headers))
  return new Response(body, { status, headers })
}

export const GET = answer
export const POST = answer
export const PUT = answer
export const PATCH = answer
export const DELETE = answer
