import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { formatCount, formatDuration } from '#lib/format.ts'

/** A retry schedule drawn to scale (logarithmic): a mark for each attempt, with how long after the first it comes. */
export function RetryTimeline({ waits }: { waits: readonly number[] }) {
  const times = waits.map((_, index) => waits.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0))
  const end = times.at(-1) ?? 0
  const scale = Math.log1p(Math.max(1, end))
  return (
    <figure className="grid gap-3">
      <figcaption className="text-ink-2">
        {formatCount(waits.length, 'attempt')} over {formatDuration(end)}
      </figcaption>
      <div aria-hidden="true" className="relative mx-2 h-6">
        <span className="absolute inset-x-0 top-3 h-px bg-line-strong" />
        {times.map((time, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: an attempt is its place in the schedule
            key={index}
            className="absolute top-1 -ml-2 grid size-4 place-items-center rounded-full bg-surface"
            style={{ left: `${(Math.log1p(time) / scale) * 100}%` }}
          >
            <StatusGlyph kind={index === 0 ? 'received' : 'retrying'} />
          </span>
        ))}
      </div>
      <ol className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
        {times.map((time, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an attempt is its place in the schedule
          <li key={index}>
            <span className="text-ink-3">{index + 1}.</span> {time === 0 ? 'at once' : `after ${formatDuration(time)}`}
          </li>
        ))}
      </ol>
    </figure>
  )
}
