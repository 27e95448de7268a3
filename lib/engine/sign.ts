import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'
const shortest = 24
const longest = 64

/** Why a signing secret was not accepted; `message` is a sentence for the person who typed it. */
export type SecretFault = 'prefix' | 'alphabet' | 'padding' | 'too_short' | 'too_long'

export type ParsedSecret =
  | { readonly kind: 'secret'; readonly key: Uint8Array }
  | { readonly kind: 'fault'; readonly fault: SecretFault; readonly message: string }

/**
 * The value of `webhook-signature`: one `v1,<base64>` entry per key, separated by spaces, in the order of the keys.
 * HMAC-SHA256 over `id.timestamp.body` as Standard Webhooks defines it.
 * @param timestamp seconds since the Unix epoch
 */
export function sign(id: string, timestamp: number, body: string | Uint8Array, keys: readonly Uint8Array[]): string {
  const head = `${id}.${timestamp}.`
  let signatures = ''
  for (const key of keys) {
    const digest = createHmac('sha256', key).update(head).update(body).digest('base64')
    signatures += signatures === '' ? `v1,${digest}` : ` v1,${digest}`
  }
  return signatures
}

/** A new signing secret in text form: `whsec_` and the base64 of 24 random bytes (32 characters, no padding). */
export function newSecret(): string {
  return prefix + randomBytes(shortest).toString('base64')
}

/** Decodes `whsec_` + standard base64 of 24 to 64 bytes, or says exactly what is wrong with the text. */
export function parseSecret(text: string): ParsedSecret {
  if (!text.startsWith(prefix)) {
    return fault('prefix', 'A signing secret starts with whsec_.')
  }
  const encoded = text.slice(prefix.length)
  const foreign = /[^A-Za-z0-9+/=]/u.exec(encoded)?.[0]
  if (foreign !== undefined) {
    const hint =
      foreign === '-' || foreign === '_' ? ' It looks like URL-safe base64: use + and / instead of - and _.' : ''
    return fault('alphabet', `After whsec_ comes standard base64, in which “${foreign}” cannot occur.${hint}`)
  }
  const key = Buffer.from(encoded, 'base64')
  if (key.toString('base64') !== encoded) {
    return fault('padding', 'The base64 after whsec_ is incomplete: its length or its = padding is wrong.')
  }
  if (key.length < shortest) {
    return fault('too_short', `The secret decodes to ${bytes(key.length)}; it needs at least ${shortest}.`)
  }
  if (key.length > longest) {
    return fault('too_long', `The secret decodes to ${bytes(key.length)}; it may have at most ${longest}.`)
  }
  return { kind: 'secret', key }
}

function fault(kind: SecretFault, message: string): ParsedSecret {
  return { kind: 'fault', fault: kind, message }
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`
}
