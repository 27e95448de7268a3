import type { EventTypeGroup } from '#components/ui/event-type-tree.tsx'
import type { EventTypeItem } from '#lib/queries/schemas.ts'

/**
 * The catalogue in groups by name: a type's own group, else the first part of its name. Chosen names that the
 * catalogue does not know stay choosable.
 */
export function groupEventTypes(types: readonly EventTypeItem[], chosen: readonly string[] = []): EventTypeGroup[] {
  const groups = new Map<string, { name: string; detail?: string; isDeprecated?: boolean }[]>()
  const put = (group: string, type: { name: string; detail?: string; isDeprecated?: boolean }) =>
    groups.set(group, [...(groups.get(group) ?? []), type])
  for (const { name, groupName, deprecated, discovered, archived } of types) {
    if (archived) continue
    put(groupName ?? groupOf(name), { name, isDeprecated: deprecated, ...(discovered ? { detail: 'discovered' } : {}) })
  }
  const known = new Set(types.map(({ name }) => name))
  for (const name of chosen) if (!known.has(name)) put('Not in the catalogue', { name })
  return [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, list]) => ({ name, types: list }))
}

/** `invoices.write.successful` → `Invoices` */
export function groupOf(name: string): string {
  const first = name.split('.')[0] ?? name
  return first.charAt(0).toUpperCase() + first.slice(1)
}
