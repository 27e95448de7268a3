import { randomUUID } from 'node:crypto'

/** Whatever no operation answers: an error as JSON, like every other. */
function notFound(): Response {
  const requestId = `req_${randomUUID()}`
  const body = { code: 'not_found', detail: 'No operation has this address and method. See /api/openapi.', requestId }
  return Response.json(body, { status: 404, headers: { 'x-request-id': requestId } })
}

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT }
