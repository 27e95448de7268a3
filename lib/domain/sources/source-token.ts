import { hash, randomBytes } from 'node:crypto'
import { publicOrigin } from '#lib/public-origin.ts'

/** A new token for a receiving address: 256 random bits. */
export function newSourceToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What a token is looked up by. */
export function hashSourceToken(token: string): Buffer<ArrayBuffer> {
  return Buffer.from(hash('sha256', token, 'buffer'))
}

/** The address that a provider is given. */
export function ingestUrl(token: string): string {
  return `${publicOrigin()}/in/${token}`
}
