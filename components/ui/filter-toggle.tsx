'use client'
import type { ReactNode } from 'react'
import { formatNumber } from '#lib/format.ts'
import { PlainButton } from './plain-button.tsx'
import { StatusGlyph } from './status-glyph.tsx'
import type { StatusKind } from './status-kind.ts'

type FilterToggleProps = {
  kind: StatusKind
  children: ReactNode
  count?: number
  isSelected: boolean
  onChange: (isSelected: boolean) => void
}

/** Shows or hides one status, with its glyph and how many there are. */
export function FilterToggle({ kind, children, count, isSelected, onChange }: FilterToggleProps) {
  return (
    <PlainButton
      aria-pressed={isSelected}
      onPress={() => onChange(!isSelected)}
      className="group inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-sm px-2 text-ink-3 inset-ring inset-ring-line hover:bg-hover aria-pressed:bg-surface aria-pressed:text-ink-2 aria-pressed:inset-ring-line-strong"
    >
      <StatusGlyph kind={kind} className="group-not-aria-pressed:opacity-45" />
      {children}
      {count !== undefined && <span className="group-aria-pressed:text-ink-3">{formatNumber(count)}</span>}
    </PlainButton>
  )
}
