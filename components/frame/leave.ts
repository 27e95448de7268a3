import { leavePortal, signOut } from '#lib/queries/auth.ts'
import { RequestError } from '#lib/queries/request-json.ts'
import { notifyRequestError } from './notify-request-error.ts'
import type { SignedInPerson } from './permissions.tsx'

/** Signs out, or ends the portal access. A session that has ended already is no failure. */
export async function leave({ isGuest }: SignedInPerson): Promise<void> {
  try {
    await (isGuest ? leavePortal() : signOut())
  } catch (error) {
    const isOver = error instanceof RequestError && error.status === 401
    if (!isOver) return notifyRequestError('You are still signed in')(toError(error))
  }
  // Drafts are not for who signs in next.
  sessionStorage.clear()
  location.assign(isGuest ? '/portal' : '/sign-in')
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
