import type { LiveEvent } from '#lib/queries/live.ts'

/** What the list draws: a heading for each second, then its lines, newest first. */
export type LiveRow =
  | { readonly kind: 'second'; readonly id: string; readonly at: string; readonly count: number }
  | { readonly kind: 'event'; readonly id: string; readonly event: LiveEvent }

/** Groups lines by the second they happened in. `events` come in order of arrival, oldest first. */
export function groupBySecond(events: readonly LiveEvent[]): LiveRow[] {
  const newest = [...events].sort((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0))
  const rows: LiveRow[] = []
  for (let from = 0; from < newest.length; ) {
    const second = newest[from]?.at.slice(0, 19) ?? ''
    let to = from
    while (newest[to]?.at.startsWith(second)) to += 1
    rows.push({ kind: 'second', id: `second-${second}`, at: `${second}Z`, count: to - from })
    for (const event of newest.slice(from, to)) rows.push({ kind: 'event', id: event.id, event })
    from = to
  }
  return rows
}
