import { randomBytes } from 'node:crypto'
import { fieldError } from '../errors.ts'

const PREFIX = 'whsec_'
const [MIN_BYTES, MAX_BYTES, MADE_BYTES] = [24, 64, 24]

/** A fresh signing secret: `whsec_` + base64 of 24 random bytes. */
export function makeSigningSecret(): string {
  return PREFIX + randomBytes(MADE_BYTES).toString('base64')
}

/** A given secret with its prefix. @throws DomainError `validation` unless it is base64 of 24–64 bytes */
export function normaliseSigningSecret(secret: string, field = 'secret'): string {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret
  const bytes = Buffer.from(encoded, 'base64')
  const exact = bytes.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '')
  if (!exact || bytes.length < MIN_BYTES || bytes.length > MAX_BYTES)
    throw fieldError(field, 'must be "whsec_" and the base64 of 24 to 64 bytes')
  return PREFIX + bytes.toString('base64')
}
