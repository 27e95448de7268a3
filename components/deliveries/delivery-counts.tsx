import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import type { StatusKind } from '#components/ui/status-kind.ts'
import { formatNumber } from '#lib/format.ts'

type Look = { readonly status: string; readonly kind: StatusKind; readonly word: string }

/** The statuses of a delivery in the order that an operator looks for them. */
export const DELIVERY_STATUSES: readonly Look[] = [
  { status: 'failure', kind: 'failure', word: 'failed' },
  { status: 'attempting', kind: 'retrying', word: 'retrying' },
  { status: 'sending', kind: 'waiting', word: 'waiting' },
  { status: 'scheduled', kind: 'waiting', word: 'scheduled' },
  { status: 'success', kind: 'success', word: 'delivered' },
  { status: 'cancelled', kind: 'cancelled', word: 'cancelled' },
]

/** What became of a message: how many of its deliveries have which status. */
export function DeliveryCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const some = DELIVERY_STATUSES.filter(({ status }) => (counts[status] ?? 0) > 0)
  if (some.length === 0) return <span className="text-ink-3">no consumer</span>
  return (
    <span className="flex items-center gap-3">
      {some.map(({ status, kind, word }) => (
        <span key={status} title={`${formatNumber(counts[status] ?? 0)} ${word}`} className="flex items-center gap-1">
          <StatusGlyph kind={kind} label={word} />
          {formatNumber(counts[status] ?? 0)}
        </span>
      ))}
    </span>
  )
}
