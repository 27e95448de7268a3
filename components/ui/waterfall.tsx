import { formatLatency } from '#lib/format.ts'
import { cx } from './class-names.ts'

export type Phase = {
  label: string
  /** Milliseconds from the start of the attempt, and how long it took. */
  start: number
  duration: number
  hasFailed?: boolean
}

type WaterfallProps = {
  phases: readonly Phase[]
  /** Whole attempt in milliseconds. */
  total: number
  /** Left of the total: the address. Beside it: the limit. */
  address?: string
  note?: string
}

/** Where the time went: neutral bars, the longest in brass, the failed phase in red. */
export function Waterfall({ phases, total, address, note }: WaterfallProps) {
  const longest = Math.max(...phases.map((phase) => phase.duration))
  const row = 'grid grid-cols-[84px_minmax(0,1fr)_56px] items-center gap-x-2'
  return (
    <dl className="text-xs leading-5.5">
      {phases.map((phase) => (
        <div key={phase.label} className={row}>
          <dt className="truncate">{phase.label}</dt>
          <dd aria-hidden="true" className="relative h-5.5 border-line border-r">
            <span className="absolute inset-0 grid grid-cols-4">
              {[0, 1, 2, 3].map((line) => (
                <span key={line} className="border-line border-l" />
              ))}
            </span>
            <span
              className={cx(
                'absolute top-1.5 h-2.5 min-w-0.5 rounded-[2px]',
                phase.hasFailed ? 'bg-failure-solid' : phase.duration === longest ? 'bg-accent-edge' : 'bg-ink-3',
              )}
              style={{ left: share(phase.start, total), width: share(phase.duration, total) }}
            />
          </dd>
          <dd className={cx('text-right font-medium', phase.hasFailed && 'text-failure')}>
            {formatLatency(phase.duration)}
            {phase.hasFailed && <span className="sr-only"> failed here</span>}
          </dd>
        </div>
      ))}
      <div className={cx(row, 'mt-1 border-line border-t pt-0.5 text-ink-3')}>
        <dt className="truncate">{address ?? 'Total'}</dt>
        <dd className="truncate">{note}</dd>
        <dd className="text-right font-medium text-ink">{formatLatency(total)}</dd>
      </div>
    </dl>
  )
}

function share(part: number, whole: number): string {
  return `${whole > 0 ? Math.min(100, (part / whole) * 100) : 0}%`
}
