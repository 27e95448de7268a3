import type { EventTypeGroup } from '#components/ui/event-type-tree.tsx'
import { formatCompact } from '#lib/format.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'

/**
 * The catalogue in groups by name: a type's own group, else the first part of its name. Chosen names that the
 * catalogue does not know stay choosable. `daily`: messages of the last day by name.
 */
export function groupEventTypes(
  types: readonly EventTypeItem[],
  chosen: readonly string[] = [],
  daily: DailyTraffic = {},
): EventTypeGroup[] {
  const groups = new Map<string, { name: string; detail?: string; isDeprecated?: boolean }[]>()
  const put = (group: string, type: { name: string; detail?: string; isDeprecated?: boolean }) =>
    groups.set(group, [...(groups.get(group) ?? []), type])
  for (const { name, groupName, deprecated, discovered, archived } of types) {
    if (archived) continue
    const detail = [discovered && 'discovered', perDay(daily[name])].filter(Boolean).join(', ')
    put(groupName ?? groupOf(name), { name, isDeprecated: deprecated, ...(detail === '' ? {} : { detail }) })
  }
  const known = new Set(types.map(({ name }) => name))
  for (const name of chosen) if (!known.has(name)) put('Not in the catalogue', { name })
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, list]) => ({ name, types: list, detail: perDay(sumOf(list, daily)) }))
}

/** Messages of the last day by event type; none where it is left out. */
export type DailyTraffic = Readonly<Record<string, number>>

/** What some event types come to together. */
export function sumOf(types: readonly { name: string }[], daily: DailyTraffic): number {
  return types.reduce((sum, { name }) => sum + (daily[name] ?? 0), 0)
}

/** `44k a day`; nothing without traffic. */
export function perDay(count: number | undefined): string {
  return count ? `${formatCompact(count)} a day` : ''
}

/** `invoices.write.successful` → `Invoices` */
export function groupOf(name: string): string {
  const first = name.split('.')[0] ?? name
  return first.charAt(0).toUpperCase() + first.slice(1)
}
