/** A text that the sender may have signed before something on the way rewrote it. */
export interface BodyVariant {
  /** How the received text differs from it, as the end of “the body was altered: …”. */
  readonly how: string
  /** True when only the JSON was written out again: same value, other bytes. */
  readonly reserialised: boolean
  readonly body: string
}

/** Plausible originals of a received body, most common first: other JSON layouts, line ends, byte order mark. */
export function* bodyVariants(body: string): Generator<BodyVariant> {
  yield* textVariants(body)
  const value = parse(body)
  if (value === undefined) return
  for (const [layout, write] of layouts) {
    yield {
      how: `JSON was parsed and written again; the signed text was ${layout}`,
      reserialised: true,
      body: write(value),
    }
  }
}

function* textVariants(body: string): Generator<BodyVariant> {
  const plain = (how: string, text: string): BodyVariant => ({ how, reserialised: false, body: text })
  if (body !== body.trim()) yield plain('white space was added around it', body.trim())
  if (body.startsWith('\uFEFF')) yield plain('a byte order mark was added', body.slice(1))
  if (body.includes('\r\n')) yield plain('line feeds became CR LF', body.replaceAll('\r\n', '\n'))
  else if (body.includes('\n')) yield plain('CR LF became line feeds', body.replaceAll('\n', '\r\n'))
  yield plain('the line feed at its end was lost', `${body}\n`)
}

const layouts: readonly (readonly [string, (value: unknown) => string])[] = [
  ['compact, without spaces', (value) => JSON.stringify(value)],
  ['on one line with a space after each comma and colon', (value) => spaced(value, false)],
  ['indented by 2 spaces', (value) => JSON.stringify(value, null, 2)],
  ['indented by 4 spaces', (value) => JSON.stringify(value, null, 4)],
  ['indented by tabs', (value) => JSON.stringify(value, null, '\t')],
  ['compact, with / escaped', (value) => JSON.stringify(value).replaceAll('/', '\\/')],
  ['compact, with all but ASCII escaped', (value) => ascii(JSON.stringify(value))],
  ['spaced, with all but ASCII escaped', (value) => ascii(spaced(value, false))],
  ['compact, with sorted keys', (value) => JSON.stringify(sorted(value))],
  ['spaced, with sorted keys', (value) => spaced(value, true)],
]

function spaced(value: unknown, sort: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => spaced(item, sort)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(sort ? Object(sorted(value)) : value)
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item, sort)}`).join(', ')}}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]))
}

function ascii(json: string): string {
  return json.replace(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Undefined for anything that is not JSON, or is nested so deeply that writing it again would overflow the stack. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    JSON.stringify(value)
    return value
  } catch {
    return undefined
  }
}
