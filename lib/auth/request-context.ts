import { randomBytes } from 'node:crypto'
import type { Context } from '#lib/domain/context.ts'
import { logger } from '#lib/logger.ts'

const REQUEST_ID = /^[\w.-]{8,64}$/

/** Request id (the front door's, or a new one) and a logger that carries it. */
export function requestContext(headers: { get(name: string): string | null }): Omit<Context, 'actor'> {
  const given = headers.get('x-request-id')
  const requestId = given !== null && REQUEST_ID.test(given) ? given : `req_${randomBytes(8).toString('hex')}`
  return { requestId, log: logger().child({ requestId }) }
}
