import { hkdfSync } from 'node:crypto'
import { env } from '#lib/env.ts'
import { publicOrigin } from '#lib/public-origin.ts'

/** Cookies are `Secure` with the `__Host-` prefix exactly when the public address is https. */
export function hasSecureCookies(): boolean {
  return publicOrigin().startsWith('https://')
}

/** With the prefix that browsers bind to https and this host, wherever there is https. */
export function sessionCookieName(): string {
  return hasSecureCookies() ? '__Host-posthorn.session' : 'posthorn.session'
}

/** Same-site only, out of reach of scripts. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: hasSecureCookies() } as const
}

/** Twelve hours: a working day. */
export const SESSION_SECONDS = 12 * 3600

/** Keys for session tokens: the current one first, then those of POSTHORN_PREVIOUS_SECRETS. */
export function sessionSecrets(): readonly string[] {
  const { POSTHORN_SECRET, POSTHORN_PREVIOUS_SECRETS } = env()
  if (POSTHORN_SECRET === undefined) throw new Error('POSTHORN_SECRET is not set: "npm start" makes one.')
  return [POSTHORN_SECRET, ...POSTHORN_PREVIOUS_SECRETS].map(deriveSessionSecret)
}

function deriveSessionSecret(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'posthorn', 'dashboard sessions', 32)).toString('base64url')
}
