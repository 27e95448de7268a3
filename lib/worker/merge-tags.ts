const ORIGIN = { given: 0, payload: 1, stored: 2 } as const

/** A message's tags with where each came from. */
export interface MergedTags {
  readonly tags: readonly string[]
  /** Parallel to `tags`: 0 create call, 1 payload, 2 stored company. */
  readonly origins: readonly number[]
}

const keyOf = (tag: string) => tag.split(':', 1)[0]

/**
 * Each text once, the first origin wins. A stored tag whose key the payload has is left out: a company that moved must
 * not match its old region. The web sink does the same in SQL (`web-message-sink.ts`).
 */
export function mergeTags(given: readonly string[], payload: readonly string[], stored: readonly string[]): MergedTags {
  if (given.length + payload.length + stored.length === 0) return { tags: [], origins: [] }
  const told = new Set(payload.map(keyOf))
  const merged = new Map<string, number>()
  const add = (tags: readonly string[], origin: number) => {
    for (const tag of tags) if (!merged.has(tag)) merged.set(tag, origin)
  }
  add(given, ORIGIN.given)
  add(payload, ORIGIN.payload)
  add(
    stored.filter((tag) => !told.has(keyOf(tag))),
    ORIGIN.stored,
  )
  return { tags: [...merged.keys()], origins: [...merged.values()] }
}
