import { decode } from 'next-auth/jwt'
import type { Actor } from '#lib/domain/context.ts'
import { findSessionPerson } from '#lib/domain/people/find-session-person.ts'
import { sessionCookieName, sessionSecrets } from './session-cookie.ts'

/** A signed-in person with what the frame shows of them. */
export type SessionActor = Actor & { readonly email: string }

/**
 * Who a request's `Cookie` header belongs to, or null. Reads the person anew each time, so that a removed person or
 * one who ended their sessions is out at once. Needs no framework: the REST core calls it too.
 */
export async function sessionActor(cookieHeader: string | null | undefined): Promise<SessionActor | null> {
  const token = readCookie(cookieHeader ?? '', sessionCookieName())
  const claims = token === null ? null : await decodeWithAnySecret(token)
  if (claims?.sub === undefined || typeof claims.issuedAt !== 'number') return null
  return findSessionPerson(claims.sub, new Date(claims.issuedAt))
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
