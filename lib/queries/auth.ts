import type { AcceptInvitationInput, OwnerInput, PersonView } from '#lib/domain/people/schemas.ts'
import { requestJson } from './request-json.ts'
import * as z from './shape.ts'

export type SignInAnswer = { kind: 'signed-in' } | { kind: 'wrong' } | { kind: 'locked'; until: string }

const csrfSchema = z.object({ csrfToken: z.string() })
const callbackSchema = z.object({ url: z.string() })

async function post(path: string, fields: Record<string, string>) {
  const { csrfToken } = await requestJson(csrfSchema, '/api/auth/csrf')
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: '/', json: 'true' }),
  })
  const body: unknown = await response.json()
  return new URL(callbackSchema.parse(body).url, location.origin)
}

/** @throws Error when it could not be found out whether that is the password */
export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  const url = await post('/api/auth/callback/password', { email, password })
  const error = url.searchParams.get('error')
  if (error === null) return { kind: 'signed-in' }
  if (error.startsWith('locked ')) return { kind: 'locked', until: error.slice('locked '.length) }
  if (error === 'wrong') return { kind: 'wrong' }
  throw new Error(`sign-in: ${error}`)
}

/** The address at the issuer to go to. */
export function startIssuerSignIn(): Promise<URL> {
  return post('/api/auth/signin/issuer', {})
}

export async function signOut(): Promise<void> {
  await post('/api/auth/signout', {})
}

/** Trades the key of a portal link for this browser's session. */
export function enterPortal(key: string) {
  return requestJson(z.object({ instanceId: z.string() }), '/api/auth/portal', { method: 'POST', body: { key } })
}

/** Ends the portal session of this browser, on the server too. */
export function leavePortal() {
  return requestJson(z.unknown(), '/api/v1/auth/logout', { method: 'POST', body: {} })
}

export function createFirstOwner(input: OwnerInput) {
  return requestJson(z.trusted<PersonView>(), '/api/auth/setup', { method: 'POST', body: input })
}

export function joinByInvitation(input: AcceptInvitationInput) {
  return requestJson(z.trusted<PersonView>(), '/api/auth/invitation', { method: 'POST', body: input })
}
