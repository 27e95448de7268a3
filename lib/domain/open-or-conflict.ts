import { secretBox } from '#lib/encryption.ts'
import { DomainError } from './errors.ts'

/**
 * A stored secret in the clear. @param what what it is, as the begin of a sentence; `remedy`: what mends it
 * @throws DomainError `conflict` where no known key opens it
 */
export function openOrConflict(sealed: Uint8Array, what: string, remedy: string): string {
  const text = secretBox().openIfKnown(sealed)
  if (text === null) throw new DomainError('conflict', `${what} encrypted with another POSTHORN_SECRET: ${remedy}.`)
  return text
}
