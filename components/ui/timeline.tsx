import type { ReactNode } from 'react'
import { StatusGlyph } from './status-glyph.tsx'
import { type StatusKind, statusWord } from './status-kind.ts'

export type TimelineStep = {
  id: string
  kind: StatusKind
  /** "Attempt 1". */
  title: ReactNode
  time?: ReactNode
  children?: ReactNode
  /** At the right: latency. */
  detail?: ReactNode
  /** Not yet: the thread to it is dashed. */
  isPlanned?: boolean
}

/** Attempts one below the other: a solid thread for what happened, dashed for what is planned. */
export function Timeline({ label, steps }: { label: string; steps: readonly TimelineStep[] }) {
  return (
    <ol aria-label={label} className="grid">
      {steps.map((step, index) => (
        <li
          key={step.id}
          className="relative grid min-h-7 grid-cols-[18px_64px_minmax(0,1fr)] items-center gap-x-2.5 max-sm:py-1 sm:grid-cols-[18px_68px_76px_minmax(0,1fr)_auto]"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden="true"
              className={`-bottom-1.5 absolute top-5.5 left-1.5 w-px ${steps[index + 1]?.isPlanned ? 'fill-planned' : 'bg-line-strong'}`}
            />
          )}
          <StatusGlyph kind={step.kind} label={statusWord[step.kind]} />
          <span>{step.title}</span>
          <span className="mono text-ink-2 max-sm:col-start-2 max-sm:row-start-2">{step.time}</span>
          <span className="min-w-0 break-words max-sm:col-start-3 max-sm:row-span-2 max-sm:row-start-1">
            {step.children}
          </span>
          <span className="text-ink-2 max-sm:hidden">{step.detail}</span>
        </li>
      ))}
    </ol>
  )
}
