export type MeterTone = 'accent' | 'strong' | 'faint'
type MeterPart = { label: string; value: number; tone: MeterTone }

const fills = { accent: 'bg-accent-edge', strong: 'bg-line-strong', faint: 'bg-pressed' } as const

type MeterProps = {
  parts: readonly MeterPart[]
  /** Describes the whole for screen readers. */
  label: string
  total?: number
  isThin?: boolean
}

/** Shares of a whole as one bar; a list beside it says the figures. */
export function Meter({ parts, label, total, isThin = false }: MeterProps) {
  const whole = total ?? parts.reduce((sum, part) => sum + part.value, 0)
  return (
    <div
      role="img"
      aria-label={label}
      className={`flex gap-px overflow-hidden rounded-full bg-pressed ${isThin ? 'h-1' : 'h-2'}`}
    >
      {parts.map((part) => (
        <span
          key={part.label}
          className={fills[part.tone]}
          style={{ width: `${whole > 0 ? (part.value / whole) * 100 : 0}%` }}
        />
      ))}
    </div>
  )
}

/** The colour of a part, in front of what it means. */
export function MeterKey({ tone }: { tone: MeterTone }) {
  return <span aria-hidden="true" className={`size-2 rounded-xs ${fills[tone]}`} />
}
