import { timingSafeEqual } from 'node:crypto'
import { bodyVariants } from './body-variants.ts'
import { parseSecret, sign } from './sign.ts'

const names = ['id', 'timestamp', 'signature'] as const

export interface SignatureQuestion {
  /** As received, byte for byte. */
  readonly body: string | Uint8Array
  /** Names in any case; `webhook-…` wins over `svix-…` when both are there. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** `whsec_…`; several while a secret rotates, any one may match. */
  readonly secrets: readonly string[]
  /** Epoch ms to judge the timestamp by. */
  readonly now: number
  /** Seconds either way; 300 as Standard Webhooks recommends. */
  readonly tolerance?: number
  /** Secrets of other consumers or retired ones, to tell whose it was signed with. */
  readonly others?: readonly { readonly label: string; readonly secret: string }[]
  /** What was sent under this id, when it is known. */
  readonly sentBody?: string
}

export type SignatureFault =
  | { readonly fault: 'missing_header'; readonly names: readonly string[] }
  | { readonly fault: 'malformed_timestamp'; readonly value: string }
  /** `ageSeconds` is negative for a time in the future. `signatureMatches`: only the time is wrong. */
  | { readonly fault: 'stale_time'; readonly ageSeconds: number; readonly signatureMatches: boolean }
  | { readonly fault: 'wrong_version'; readonly versions: readonly string[] }
  | { readonly fault: 'malformed_signature'; readonly value: string }
  | { readonly fault: 'malformed_secret' }
  | { readonly fault: 'altered_body'; readonly reserialised: boolean; readonly signedBody: string }
  /** `label` of the secret that does verify, or null when none of those known does. */
  | { readonly fault: 'wrong_secret'; readonly label: string | null }

export type SignatureVerdict =
  | { readonly kind: 'verified'; readonly id: string; readonly timestamp: number; readonly secretIndex: number }
  | ({ readonly kind: 'refused'; readonly message: string } & SignatureFault)

interface Received {
  readonly id: string
  readonly timestamp: number
  /** Decoded v1 signatures. */
  readonly signatures: readonly Buffer[]
}

/** Verifies a received webhook and, when that fails, says why: for the signature debugger. */
export function verifySignature(question: SignatureQuestion): SignatureVerdict {
  const received = readHeaders(question.headers)
  if ('kind' in received) return received
  const keys: Uint8Array[] = []
  for (const secret of question.secrets) {
    const parsed = parseSecret(secret)
    if (parsed.kind === 'fault') return refused({ fault: 'malformed_secret' }, parsed.message)
    keys.push(parsed.key)
  }
  const secretIndex = keys.findIndex((key) => matches(received, question.body, key))
  const stale = judgeTime(received.timestamp, question, secretIndex >= 0)
  if (stale !== null) return stale
  if (secretIndex >= 0) return { kind: 'verified', id: received.id, timestamp: received.timestamp, secretIndex }
  return explainMismatch(received, question, keys)
}

function readHeaders(headers: SignatureQuestion['headers']): Received | SignatureVerdict {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), single(value)]))
  const [id, time, signature] = names.map((name) => lower.get(`webhook-${name}`) || lower.get(`svix-${name}`))
  if (!id || !time || !signature) {
    const missing = names.filter((_, index) => ![id, time, signature][index]).map((name) => `webhook-${name}`)
    return refused({ fault: 'missing_header', names: missing }, `Missing: ${missing.join(', ')}.`)
  }
  if (!/^\d{1,15}$/.test(time)) {
    return refused(
      { fault: 'malformed_timestamp', value: time },
      `webhook-timestamp is “${time}”; it must be whole seconds since 1970.`,
    )
  }
  const signatures = readSignatures(signature)
  return 'kind' in signatures ? signatures : { id, timestamp: Number(time), signatures: signatures.decoded }
}

function readSignatures(header: string): { readonly decoded: readonly Buffer[] } | SignatureVerdict {
  const entries = header.split(' ').filter((entry) => entry !== '')
  const ours = entries.filter((entry) => entry.startsWith('v1,')).map((entry) => entry.slice(3))
  if (ours.length === 0) {
    const versions = entries.map((entry) => (entry.includes(',') ? entry.slice(0, entry.indexOf(',')) : ''))
    const found = versions.map((version) => version || 'no version').join(', ')
    return refused(
      { fault: 'wrong_version', versions },
      `webhook-signature holds no v1 signature (found: ${found}). Only v1, HMAC-SHA256, can be checked with a whsec_ secret.`,
    )
  }
  const decoded = ours.map((text) => Buffer.from(text, 'base64')).filter((bytes) => bytes.length === 32)
  if (decoded.length > 0) return { decoded }
  return refused(
    { fault: 'malformed_signature', value: ours[0] ?? '' },
    'The v1 signature is not the base64 of 32 bytes: it was cut off or encoded in another way.',
  )
}

function judgeTime(timestamp: number, question: SignatureQuestion, signatureMatches: boolean): SignatureVerdict | null {
  const age = Math.floor(question.now / 1000) - timestamp
  const tolerance = question.tolerance ?? 300
  if (Math.abs(age) <= tolerance) return null
  const when = age > 0 ? `${age} s old` : `${-age} s in the future`
  const rest = signatureMatches ? ' The signature itself is right.' : ' The signature does not match either.'
  return refused(
    { fault: 'stale_time', ageSeconds: age, signatureMatches },
    `The timestamp is ${when}; at most ${tolerance} s are accepted.${rest}`,
  )
}

function explainMismatch(
  received: Received,
  question: SignatureQuestion,
  keys: readonly Uint8Array[],
): SignatureVerdict {
  const verifies = (body: string) => keys.some((key) => matches(received, body, key))
  const body = typeof question.body === 'string' ? question.body : Buffer.from(question.body).toString('utf8')
  for (const variant of bodyVariants(body)) {
    if (!verifies(variant.body)) continue
    const { how, reserialised, body: signedBody } = variant
    const advice = reserialised ? ' Verify the raw request body, before any JSON parser has touched it.' : ''
    return refused({ fault: 'altered_body', reserialised, signedBody }, `The body was altered: ${how}.${advice}`)
  }
  if (question.sentBody !== undefined && verifies(question.sentBody)) {
    return refused(
      { fault: 'altered_body', reserialised: false, signedBody: question.sentBody },
      'The body was altered: the signature fits what was sent under this id, not what is shown here.',
    )
  }
  return refused(...whoseSecret(received, question))
}

function whoseSecret(received: Received, question: SignatureQuestion): [SignatureFault, string] {
  for (const other of question.others ?? []) {
    const parsed = parseSecret(other.secret)
    if (parsed.kind === 'secret' && matches(received, question.body, parsed.key)) {
      return [{ fault: 'wrong_secret', label: other.label }, `Wrong secret: it was signed with that of ${other.label}.`]
    }
  }
  for (const secret of question.secrets) {
    if (!matches(received, question.body, Buffer.from(secret))) continue
    const fault = { fault: 'wrong_secret', label: 'the secret text itself' } as const
    return [fault, 'The signer used the secret as text: the key is the base64-decoded part after whsec_.']
  }
  const message = 'No signature fits: the secret is another one, or the body, the id or the timestamp was changed.'
  return [{ fault: 'wrong_secret', label: null }, message]
}

function matches(received: Received, body: string | Uint8Array, key: Uint8Array): boolean {
  const expected = Buffer.from(sign(received.id, received.timestamp, body, [key]).slice(3), 'base64')
  return received.signatures.some((signature) => timingSafeEqual(signature, expected))
}

function single(value: string | readonly string[] | undefined): string {
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

function refused(fault: SignatureFault, message: string): SignatureVerdict {
  return { kind: 'refused', message, ...fault }
}
