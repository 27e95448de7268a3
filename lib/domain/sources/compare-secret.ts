import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type HmacAlgorithm = 'sha1' | 'sha256' | 'sha512'
export type DigestEncoding = 'hex' | 'base64'

/** True when two texts are the same; takes as long whatever they are, and hides the length of the expected one. */
export function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** True when `given` is the HMAC of the parts under any of the secrets. Every secret is tried: no early exit. */
export function anyHmacMatches(
  given: string,
  secrets: readonly string[],
  parts: readonly (string | Buffer)[],
  algorithm: HmacAlgorithm = 'sha256',
  encoding: DigestEncoding = 'hex',
): boolean {
  const received = Buffer.from(given, encoding)
  let found = false
  for (const secret of secrets) {
    const hmac = createHmac(algorithm, secret)
    for (const part of parts) hmac.update(part)
    const expected = hmac.digest()
    if (received.length === expected.length && timingSafeEqual(received, expected)) found = true
  }
  return found
}
