import { isSameOrigin } from '#lib/auth/same-origin.ts'
import { sessionActor } from '#lib/auth/session.ts'
import type { Actor } from '#lib/domain/context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { authenticateToken } from '#lib/domain/tokens/authenticate-token.ts'
import type { RequestParts } from './route.ts'

const READING = new Set(['GET', 'HEAD'])

/**
 * Who calls: by `Authorization` (then the cookie counts for nothing), else by the dashboard's session cookie, which
 * changes something only for a request from our own pages. @throws DomainError `authentication_failed`, `permission_denied`
 */
export async function authenticate(
  request: RequestParts,
  byToken: (token: string) => Promise<Actor> = authenticateToken,
): Promise<Actor> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return byToken(readToken(authorization))
  const actor = await sessionActor(request.headers.get('cookie'))
  if (actor === null) throw new DomainError('authentication_failed', 'Send a token as "Authorization: Bearer sk_…".')
  if (!READING.has(request.method) && !isSameOrigin(request.headers))
    throw new DomainError('permission_denied', 'A session changes nothing for requests from other sites.')
  return actor
}

/** The token in `Bearer <token>`, `Basic base64(<token>)` or `Basic base64(<anything>:<token>)`. */
export function readToken(authorization: string): string {
  const [, scheme = '', value = ''] = /^(\w+)\s+(\S+)\s*$/.exec(authorization) ?? []
  if (/^bearer$/i.test(scheme)) return value
  if (/^basic$/i.test(scheme)) {
    const parts = Buffer.from(value, 'base64').toString('utf8').split(':')
    const token = parts.reverse().find((part) => part !== '')
    if (token !== undefined) return token
  }
  throw new DomainError(
    'authentication_failed',
    'The Authorization header must be "Bearer <token>" or "Basic <base64>".',
  )
}
