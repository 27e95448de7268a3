import { randomBytes } from 'node:crypto'
import { hashToken } from './authenticate-token.ts'

/** A fresh token, `sk_` + 256 random bits without a dot (SDKs read a region after one), and what is kept of it. */
export function makeToken(): { token: string; hash: Buffer<ArrayBuffer>; hint: string } {
  const token = `sk_${randomBytes(32).toString('base64url')}`
  return { token, hash: hashToken(token), hint: token.slice(-4) }
}
