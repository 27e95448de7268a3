import { decode } from 'next-auth/jwt'
import type { Actor } from '#lib/domain/context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { findSessionPerson } from '#lib/domain/people/find-session-person.ts'
import { authenticateToken } from '#lib/domain/tokens/authenticate-token.ts'
import { sessionCookieName, sessionSecrets } from './session-cookie.ts'

/** A signed-in person, or a customer in the portal (without e-mail), with what the frame shows of them. */
export type SessionActor = Actor & { readonly email: string }

/**
 * Who a request's `Cookie` header belongs to, or null. Reads the person anew each time, so that a removed person or
 * one who ended their sessions is out at once. Needs no framework: the REST core calls it too.
 */
export async function sessionActor(cookieHeader: string | null | undefined): Promise<SessionActor | null> {
  const token = readCookie(cookieHeader ?? '', sessionCookieName())
  if (token === null) return null
  if (isPortalToken(token)) return portalActor(token)
  const claims = await decodeWithAnySecret(token)
  if (claims?.sub === undefined || typeof claims.issuedAt !== 'number') return null
  return findSessionPerson(claims.sub, new Date(claims.issuedAt))
}

/** True for the session of a customer who came by a portal link, also when it has ended. */
export function hasPortalSession(cookieHeader: string | null | undefined): boolean {
  return isPortalToken(readCookie(cookieHeader ?? '', sessionCookieName()) ?? '')
}

// One browser has one session: a portal link replaces a person's, and signing in replaces the portal's.
function isPortalToken(value: string): boolean {
  return value.startsWith('sk_')
}

// Only portal access travels as a cookie: an API token is for programs.
async function portalActor(token: string): Promise<SessionActor | null> {
  try {
    const actor = await authenticateToken(token)
    return actor.capabilities === null ? null : { ...actor, email: '' }
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

async function decodeWithAnySecret(token: string) {
  for (const secret of sessionSecrets()) {
    const claims = await decode({ token, secret }).catch(() => null)
    if (claims !== null) return claims
  }
  return null
}

function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}
