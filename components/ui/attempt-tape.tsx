import { cx } from './class-names.ts'

/** One step of the retry schedule. `skipped`: the consumer was off when the step was due. */
export type TapeCell = 'delivered' | 'failed' | 'next' | 'skipped' | 'cancelled' | 'open'

type AttemptTapeProps = {
  cells: readonly TapeCell[]
  /** Replaces the text for screen readers. */
  label?: string
  size?: 'sm' | 'md'
}

const frames: Record<TapeCell, string> = {
  delivered: 'bg-success-solid',
  failed: 'bg-failure-solid',
  next: 'inset-ring-[1.5px] inset-ring-retrying-solid',
  skipped: 'fill-skip inset-ring inset-ring-line-strong',
  cancelled: 'fill-strike inset-ring-[1.5px] inset-ring-cancelled-solid',
  open: 'inset-ring inset-ring-line-strong',
}

/** Solid is delivered, dash failed, dot next, hatch skipped, stroke cancelled, empty still to come. */
export function AttemptTape({ cells, label, size = 'sm' }: AttemptTapeProps) {
  const box = size === 'sm' ? 'h-3 w-2.25' : 'h-4 w-3'
  return (
    <span role="img" aria-label={label ?? describeTape(cells)} className="inline-flex gap-0.5 align-middle">
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its position in the schedule
        <span key={index} className={cx('grid place-items-center rounded-[2px]', box, frames[cell])}>
          {cell === 'failed' && <span className={cx('h-0.5 bg-surface', size === 'sm' ? 'w-1.25' : 'w-1.5')} />}
          {cell === 'next' && (
            <span className={cx('rounded-full bg-retrying-solid', size === 'sm' ? 'size-0.75' : 'size-1')} />
          )}
        </span>
      ))}
    </span>
  )
}

/** "Failed 3 times, attempt 4 of 8 is planned". */
export function describeTape(cells: readonly TapeCell[]): string {
  const count = (kind: TapeCell) => cells.filter((cell) => cell === kind).length
  const failed = count('failed')
  const failures = failed === 0 ? '' : failed === 1 ? 'failed once' : `failed ${failed} times`
  const skipped = count('skipped')
  const parts = [
    cells.includes('delivered') ? `delivered at attempt ${cells.indexOf('delivered') + 1}` : '',
    failures,
    skipped > 0 ? `${skipped} skipped` : '',
    cells.includes('cancelled') ? 'cancelled' : '',
    cells.includes('next') ? `attempt ${cells.indexOf('next') + 1} of ${cells.length} is planned` : '',
    failed > 0 && !cells.some((cell) => cell === 'next' || cell === 'open' || cell === 'delivered')
      ? 'schedule used up'
      : '',
  ].filter(Boolean)
  const text = parts.join(', ') || 'no attempt yet'
  return text.charAt(0).toUpperCase() + text.slice(1)
}
