import type { TransformationInput, TransformationResult } from './ports.ts'

/** As a consumer's own. */
const LONGEST_URL = 65_536
/** Those of the consumer and as many again. */
const MOST_HEADERS = 100

/** What `handler` returned: JSON text without the payload, and the payload's own (null: unchanged; missing: left out). */
interface Returned {
  readonly json: string | null
  readonly payload?: string | null | undefined
  readonly console: readonly string[]
}

/**
 * Checks what `handler` returned. Fields it left out keep their value, except `payload`: losing the event by
 * accident is the commonest mistake.
 */
export function readTransformed(
  { json, payload, console }: Returned,
  input: TransformationInput,
): TransformationResult {
  const error = (message: string): TransformationResult => ({
    kind: 'error',
    message,
    line: null,
    column: null,
    console,
  })
  const value: unknown = json === null ? undefined : JSON.parse(json)
  if (!isRecord(value)) return error(`handler must return an object, not ${nameOf(value)}. Is a return missing?`)
  const { method = input.method, url = input.url, eventType = input.eventType, cancel = false } = value
  const headers = value.headers === undefined ? input.headers : stringMap(value.headers)
  if (method !== 'POST' && method !== 'PUT') return error(`method must be POST or PUT, not ${show(method)}.`)
  if (typeof url !== 'string' || !isHttpUrl(url)) return error(`url must be an http or https URL, not ${show(url)}.`)
  if (url.length > LONGEST_URL) return error(`url must have at most ${LONGEST_URL} characters.`)
  if (hasCredentials(url)) return error('url must not carry a user name or password: set a header instead.')
  if (typeof eventType !== 'string' || eventType === '') return error('eventType must be a text that is not empty.')
  if (typeof cancel !== 'boolean') return error(`cancel must be true or false, not ${show(cancel)}.`)
  if (headers === null) return error('headers must be an object whose values are texts.')
  if (Object.keys(headers).length > MOST_HEADERS) return error(`headers must be at most ${MOST_HEADERS}.`)
  if (payload === undefined && !cancel) return error('payload is missing from what handler returned.')
  return { kind: 'transformed', method, url, body: payload ?? null, eventType, headers, cancel, console }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function stringMap(value: unknown): Record<string, string> | null {
  if (!isRecord(value)) return null
  const pairs: [string, string][] = []
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') return null
    pairs.push([name, text])
  }
  return Object.fromEntries(pairs)
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

// They would not be sent, and stand in the record of the attempt.
function hasCredentials(text: string): boolean {
  const { username, password } = new URL(text)
  return username !== '' || password !== ''
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200)
}
