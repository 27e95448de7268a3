/** The part of a consumer that decides which messages it gets. */
export interface MessageFilter {
  /** Null: every event type. */
  readonly eventTypes: ReadonlySet<string> | null
  /** Null: every company. */
  readonly tags: ReadonlySet<string> | null
}

/** True when a filter takes any company, or shares at least one tag with the message. Case-sensitive. */
export function tagsMatch(filter: ReadonlySet<string> | null, tags: readonly string[]): boolean {
  if (filter === null || filter.size === 0) return true
  for (const tag of tags) if (filter.has(tag)) return true
  return false
}

/** True when a consumer takes a message of this type with these tags. */
export function matchesFilter(filter: MessageFilter, eventType: string, tags: readonly string[]): boolean {
  if (filter.eventTypes !== null && !filter.eventTypes.has(eventType)) return false
  return tagsMatch(filter.tags, tags)
}
