type ProgressBarProps = {
  label: string
  /** 0…1, or null while the total is unknown. */
  value: number | null
}

/** A thin brass bar. Counts, time left and cancel stand beside it as text. */
export function ProgressBar({ label, value }: ProgressBarProps) {
  const percent = value === null ? undefined : Math.round(value * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 overflow-hidden rounded-full bg-pressed"
    >
      <div
        className={percent === undefined ? 'h-full w-full animate-skeleton bg-accent-line' : 'h-full bg-accent-edge'}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
