import { parseSecret } from '#lib/engine/index.ts'
import { fieldError } from '../errors.ts'

/** A given secret with its prefix and padding. @throws DomainError `validation` unless it is base64 of 24–64 bytes */
export function normaliseSigningSecret(secret: string, field = 'secret'): string {
  const encoded = secret.replace(/^whsec_/, '').replace(/=+$/, '')
  const text = `whsec_${encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=')}`
  const parsed = parseSecret(text)
  if (parsed.kind === 'fault') throw fieldError(field, parsed.message)
  return text
}
