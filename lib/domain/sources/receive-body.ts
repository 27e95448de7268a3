import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** Bytes of the largest body that is received, unpacked. */
export const LARGEST_BODY = 1_048_576

const unzip = promisify(gunzip)

export type UnpackedBody =
  | { readonly kind: 'body'; readonly rawBody: Buffer }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'unsupported_encoding'; readonly encoding: string }
  | { readonly kind: 'broken_encoding' }

/** Undoes `content-encoding: gzip`: providers sign what they packed. Stops at the limit, whatever the archive claims. */
export async function unpackBody(received: Buffer, encoding: string | null): Promise<UnpackedBody> {
  if (received.length > LARGEST_BODY) return { kind: 'too_large' }
  const name = (encoding ?? 'identity').trim().toLowerCase()
  if (name === 'identity' || name === '') return { kind: 'body', rawBody: received }
  if (name !== 'gzip' && name !== 'x-gzip') return { kind: 'unsupported_encoding', encoding: name.slice(0, 40) }
  try {
    return { kind: 'body', rawBody: await unzip(received, { maxOutputLength: LARGEST_BODY }) }
  } catch (error) {
    const tooLarge = error instanceof RangeError
    return tooLarge ? { kind: 'too_large' } : { kind: 'broken_encoding' }
  }
}

// A byte order mark is kept: it makes the text no JSON, and what is stored must be what was signed.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The body as text and as what it means, or null when it is no JSON in UTF-8. */
export function parseBody(rawBody: Buffer): { readonly text: string; readonly value: unknown } | null {
  try {
    const text = utf8.decode(rawBody)
    return { text, value: JSON.parse(text) }
  } catch {
    return null
  }
}
