'use client'
import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { formatNumber } from '#lib/format.ts'
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
    <ToggleButton
      isSelected={isSelected}
      onChange={onChange}
      className="group inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-sm px-2 text-ink-3 inset-ring inset-ring-line hover:bg-hover data-selected:bg-surface data-selected:text-ink-2 data-selected:inset-ring-line-strong data-selected:hover:bg-hover"
    >
      <StatusGlyph kind={kind} className="group-not-data-selected:opacity-45" />
      {children}
      {count !== undefined && <span className="group-data-selected:text-ink-3">{formatNumber(count)}</span>}
    </ToggleButton>
  )
}
