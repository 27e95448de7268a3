import type { ReactNode } from 'react'
import { StatusGlyph } from './status-glyph.tsx'
import { type StatusKind, statusTone, statusWord } from './status-kind.ts'

type StatusProps = {
  kind: StatusKind
  /** A more exact word than the default one: "Failing", "Healthy", a count. */
  children?: ReactNode
  /** The reason beneath: "401 since 13:42". */
  reason?: ReactNode
}

/** Glyph and word of a status; with a reason on a second line. */
export function Status({ kind, children, reason }: StatusProps) {
  const word = (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap align-top font-medium ${statusTone[kind].text}`}
    >
      <StatusGlyph kind={kind} />
      {children ?? statusWord[kind]}
    </span>
  )
  if (!reason) return word
  return (
    <span className="grid min-w-0 justify-items-start">
      {word}
      <span className="line-clamp-2 max-w-full pl-5 leading-4 text-ink-2 text-xs">{reason}</span>
    </span>
  )
}
