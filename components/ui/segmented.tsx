'use client'
import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'

export type SegmentedProps<V extends string> = {
  label: string
  options: readonly { value: V; label: ReactNode }[]
  value: V
  onChange: (value: V) => void
}

/** One of two to five short choices that change the view: "6 h, 24 h, 7 d". */
export function Segmented<V extends string>({ label, options, value, onChange }: SegmentedProps<V>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const next = options.find((option) => keys.has(option.value))
        if (next && next.value !== value) onChange(next.value)
      }}
      className="inline-flex gap-px rounded-sm bg-sunken p-0.5 inset-ring inset-ring-line"
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          className="h-6 whitespace-nowrap rounded-sm px-2.5 text-ink-2 hover:text-ink data-selected:bg-surface data-selected:font-medium data-selected:text-ink data-selected:shadow-control data-selected:inset-ring data-selected:inset-ring-line-strong"
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
