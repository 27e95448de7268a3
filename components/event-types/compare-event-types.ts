import type { DescribedEventType } from '#lib/queries/event-types.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'

export type Comparison = {
  readonly type: DescribedEventType
  readonly kind: 'new' | 'changed' | 'same'
  /** What differs: "description", "schema". */
  readonly parts: readonly string[]
}

/** What taking over these event types would change in a catalogue. */
export function compareEventTypes(
  described: readonly DescribedEventType[],
  catalogue: readonly EventTypeItem[],
): Comparison[] {
  const known = new Map(catalogue.map((type) => [type.name, type]))
  return described.map((type) => {
    const current = known.get(type.name)
    if (current === undefined || current.discovered) return { type, kind: 'new', parts: [] }
    const parts = differences(type, current)
    return { type, kind: parts.length === 0 ? 'same' : 'changed', parts }
  })
}

function differences(next: DescribedEventType, current: EventTypeItem): string[] {
  return [
    ...(next.description === current.description ? [] : ['description']),
    ...(next.groupName === current.groupName ? [] : ['group']),
    ...(isSame(next.schemas, current.schemas) ? [] : ['schema']),
    ...(next.example === undefined || isSame(next.example, current.example) ? [] : ['example']),
    ...(next.deprecated === current.deprecated ? [] : [next.deprecated ? 'deprecated' : 'not deprecated any more']),
    ...(current.archived ? ['not archived any more'] : []),
  ]
}

// Postgres keeps JSON with keys in its own order.
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([key, item]) => [key, sorted(item)])
}
