'use client'
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar'

type ProgressBarProps = {
  label: string
  /** 0…1, or null while the total is unknown. */
  value: number | null
}

/** A thin brass bar. Counts, time left and cancel stand beside it as text. */
export function ProgressBar({ label, value }: ProgressBarProps) {
  const isOpen = value === null
  return (
    <AriaProgressBar aria-label={label} isIndeterminate={isOpen} value={isOpen ? undefined : value * 100}>
      {({ percentage = 0 }) => (
        <div className="h-1.5 overflow-hidden rounded-full bg-pressed">
          <div
            className={isOpen ? 'h-full w-full animate-skeleton bg-accent-line' : 'h-full bg-accent-edge'}
            style={isOpen ? undefined : { width: `${percentage}%` }}
          />
        </div>
      )}
    </AriaProgressBar>
  )
}
