import { isSensitiveHeader } from './custom-header-rules.ts'
import { Needle } from './needle.ts'
import type { DeliveryConsumer } from './types.ts'

/** What stands where a secret was. */
export const MASK = '[masked]'

/** Shorter values are not searched for: they occur by chance everywhere. */
const SHORTEST = 4

/** Headers of a response that carry the receiver's own secrets. Lower case. */
const MASKED_RESPONSE_HEADERS: ReadonlySet<string> = new Set(['set-cookie', 'set-cookie2'])

/** Replaces known secrets in texts that are about to be stored. */
export interface SecretMasker {
  /** @param cut true when the text may have been cut off, so that half a secret may stand at its end */
  text(value: string, cut?: boolean): string
  /** A copy; names are lower-case. Null when there is nothing. */
  headers(values: Readonly<Record<string, string>>): Record<string, string> | null
}

/**
 * The masker of a consumer's custom header values and signing secrets, in the forms in which a receiver may echo them.
 */
export function createSecretMasker(consumer: Pick<DeliveryConsumer, 'headers' | 'signingKeys'>): SecretMasker {
  const needles = collectNeedles(consumer)
  const text = (value: string, cut = false): string => {
    let masked = value
    for (const needle of needles) masked = needle.replaceIn(masked, MASK)
    return cut ? maskCutEnd(masked, needles) : masked
  }
  return { text, headers: (values) => maskHeaders(values, text) }
}

function collectNeedles(consumer: Pick<DeliveryConsumer, 'headers' | 'signingKeys'>): readonly Needle[] {
  const found = new Set<string>()
  const add = (value: string) => {
    if (value.length < SHORTEST) return
    found.add(value)
    found.add(JSON.stringify(value).slice(1, -1))
  }
  for (const header of consumer.headers) {
    if (!isSensitiveHeader(header)) continue
    add(header.value)
    // "Bearer abc": a receiver may echo the credential without its scheme
    const credential = /^\S+\s+(\S{8,})$/.exec(header.value)?.[1]
    if (credential !== undefined) add(credential)
  }
  for (const { key } of consumer.signingKeys) {
    add(Buffer.from(key).toString('base64'))
    add(Buffer.from(key).toString('hex'))
  }
  return [...found].sort((a, b) => b.length - a.length).map((secret) => new Needle(secret))
}

function maskCutEnd(value: string, needles: readonly Needle[]): string {
  for (const needle of needles) {
    const length = needle.begunAtEndOf(value)
    if (length >= SHORTEST) return value.slice(0, value.length - length) + MASK
  }
  return value
}

function maskHeaders(values: Readonly<Record<string, string>>, text: (value: string) => string) {
  const masked: Record<string, string> = {}
  let any = false
  for (const name in values) {
    any = true
    masked[name] = MASKED_RESPONSE_HEADERS.has(name) ? MASK : text(values[name] ?? '')
  }
  return any ? masked : null
}
