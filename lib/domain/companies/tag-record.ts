/** `{region: 'us'}` → `['region:us']`, as tags are stored and matched. */
export function tagsOfRecord(record: Readonly<Record<string, string>>): string[] {
  return Object.entries(record).map(([key, value]) => `${key}:${value}`)
}

/** The reverse; a value may hold colons itself. */
export function recordOfTags(tags: readonly string[]): Record<string, string> {
  return Object.fromEntries(tags.map((tag) => [tag.slice(0, tag.indexOf(':')), tag.slice(tag.indexOf(':') + 1)]))
}
