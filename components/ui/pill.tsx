import type { ReactNode } from 'react'
import { StatusGlyph } from './status-glyph.tsx'
import { type StatusKind, statusTone, statusWord } from './status-kind.ts'

/** Status on its own soft fill: only beside a title. */
export function Pill({ kind, children }: { kind: StatusKind; children?: ReactNode }) {
  const tone = statusTone[kind]
  return (
    <span
      className={`inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full pr-2 pl-1.5 font-medium text-xs ${tone.text} ${tone.soft}`}
    >
      <StatusGlyph kind={kind} size="xs" />
      {children ?? statusWord[kind]}
    </span>
  )
}

/** A neutral or brass note beside a title, without a status: "Paused at 14:32:08", "viewer". */
export function NotePill({ children, tone = 'neutral' }: { children: ReactNode; tone?: 'neutral' | 'accent' }) {
  const look = tone === 'accent' ? 'bg-accent-soft text-accent-text' : 'bg-sunken text-ink-2'
  return (
    <span
      className={`inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs ${look}`}
    >
      {children}
    </span>
  )
}
