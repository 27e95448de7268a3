/** Names that Posthorn sets itself, or that would break the framing of the request. Lower case. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'content-type',
  'connection',
  'transfer-encoding',
  'user-agent',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'proxy-connection',
])

const FORBIDDEN_PREFIXES = ['webhook-', 'svix-', 'posthorn-'] as const

/** Names whose values are secret whether or not the operator says so. Lower case. */
const ALWAYS_SENSITIVE: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key'])

/** RFC 9110 §5.6.2 token. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}$/

/** RFC 9110 §5.5: visible Latin-1, spaces and tabs; no line break can be injected. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]{0,8192}$/

export type HeaderProblem = 'invalid_name' | 'reserved_name' | 'invalid_value'

/** Why a custom or transformed header may not be sent, or null when it may. */
export function findHeaderProblem(name: string, value: string): HeaderProblem | null {
  if (!TOKEN.test(name)) return 'invalid_name'
  const lower = name.toLowerCase()
  if (FORBIDDEN_NAMES.has(lower)) return 'reserved_name'
  if (FORBIDDEN_PREFIXES.some((prefix) => lower.startsWith(prefix))) return 'reserved_name'
  if (!VALUE.test(value)) return 'invalid_value'
  return null
}

/** True when the value of a custom header is never shown again after it was saved. */
export function isSensitiveHeader(header: { readonly name: string; readonly sensitive: boolean }): boolean {
  return header.sensitive || ALWAYS_SENSITIVE.has(header.name.toLowerCase())
}
