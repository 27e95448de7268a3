import { DomainError } from '#lib/domain/errors.ts'

/** The largest request body, in bytes. */
export const BODY_LIMIT = 1_048_576

const MOST_LEVELS = 100
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A request's bytes as text. @throws DomainError `payload_too_large` over 1 MiB, `bad_request` when not UTF-8 */
export function readText(bytes: Uint8Array): string {
  if (bytes.length > BODY_LIMIT) throw new DomainError('payload_too_large', 'The request body is larger than 1 MiB.')
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new DomainError('bad_request', 'The request body is not valid UTF-8.', { cause })
  }
}

/**
 * A request's JSON. An empty body is `undefined`.
 * @throws DomainError `bad_request` when it is not JSON, or is what Postgres cannot keep
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = readText(bytes)
  if (text.trim() === '') return undefined
  const value = parse(text)
  assertStorable(value)
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DomainError('bad_request', 'The request body is not valid JSON.', { cause })
  }
}

/** @throws DomainError `bad_request` for what is nested too deeply, or holds a NUL or half a character (a lone surrogate) */
export function assertStorable(value: unknown, level = 0): void {
  if (typeof value === 'string') assertStorableText(value)
  if (typeof value !== 'object' || value === null) return
  if (level > MOST_LEVELS) throw new DomainError('bad_request', 'The request body is nested too deeply.')
  for (const [key, item] of Object.entries(value)) {
    assertStorableText(key)
    assertStorable(item, level + 1)
  }
}

function assertStorableText(text: string): void {
  if (text.includes('\0')) throw new DomainError('bad_request', 'Text in the request body holds a NUL character.')
  if (!text.isWellFormed())
    throw new DomainError('bad_request', 'Text in the request body holds half a character (a lone surrogate).')
}
