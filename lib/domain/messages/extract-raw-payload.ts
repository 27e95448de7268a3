const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const OPEN_BRACKET = 0x5b
const CLOSE_BRACE = 0x7d
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c
const COLON = 0x3a

/**
 * The text of one top-level member's value, exactly as it stands in a JSON object's text: white space, number
 * spelling, escapes and key order untouched. Of repeated keys the last counts, as in `JSON.parse` (ECMA-404 leaves
 * it open). One scan. @param json text that `JSON.parse` accepts @returns null when it is no object or lacks the key
 */
export function extractRawMember(json: string, key: string): string | null {
  let at = skipSpace(json, 0)
  if (json.charCodeAt(at) !== OPEN_BRACE) return null
  at = skipSpace(json, at + 1)
  let found: string | null = null
  while (json.charCodeAt(at) === QUOTE) {
    const keyEnd = endOfString(json, at)
    const matches = keyEquals(json, at, keyEnd, key)
    const colon = skipSpace(json, keyEnd)
    if (json.charCodeAt(colon) !== COLON) return null
    const start = skipSpace(json, colon + 1)
    const end = endOfValue(json, start)
    if (matches) found = json.slice(start, end)
    at = skipSpace(json, end)
    if (json.charCodeAt(at) !== COMMA) break
    at = skipSpace(json, at + 1)
  }
  return found
}

/** The raw text of `payload` in a create-message body. */
export function extractRawPayload(json: string): string | null {
  return extractRawMember(json, 'payload')
}

function skipSpace(json: string, from: number): number {
  let at = from
  for (;;) {
    const code = json.charCodeAt(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at
    at += 1
  }
}

/** Index after the closing quote of the string that opens at `open`. */
function endOfString(json: string, open: number): number {
  let quote = json.indexOf('"', open + 1)
  while (quote !== -1) {
    let slashes = 0
    while (json.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes += 1
    if (slashes % 2 === 0) return quote + 1
    quote = json.indexOf('"', quote + 1)
  }
  return json.length
}

function keyEquals(json: string, open: number, end: number, key: string): boolean {
  const raw = json.slice(open + 1, end - 1)
  return raw === key || (raw.includes('\\') && JSON.parse(json.slice(open, end)) === key)
}

/** Index after the value that starts at `start`. */
function endOfValue(json: string, start: number): number {
  const first = json.charCodeAt(start)
  if (first === QUOTE) return endOfString(json, start)
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return endOfNested(json, start)
  let at = start
  while (at < json.length && !endsScalar(json.charCodeAt(at))) at += 1
  return at
}

function endOfNested(json: string, start: number): number {
  let depth = 0
  let at = start
  while (at < json.length) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(json, at)
      continue
    }
    at += 1
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return json.length
}

function endsScalar(code: number): boolean {
  return code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code <= 0x20
}
