'use client'
import { useState } from 'react'
import { Filter } from '#components/ui/filter.tsx'
import type { Option } from '#components/ui/option.ts'

type TypedFilterProps = {
  label: string
  value: string
  onChange: (value: string | null) => void
  /** What is offered beside the text itself. */
  suggestions?: readonly Option[]
  /** When suggestions come from the server. */
  onSearch?: (text: string) => void
  /** Only suggestions count, not what is typed. */
  isClosed?: boolean
}

/** A filter whose value is typed, with suggestions below. */
export function TypedFilter({ label, value, onChange, suggestions = [], onSearch, isClosed }: TypedFilterProps) {
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const fitting = suggestions.filter((option) => onSearch || option.label.toLowerCase().includes(text.toLowerCase()))
  const own = isClosed || text === '' || fitting.some((option) => option.value === text) ? [] : [plain(text)]
  const known = [...own, ...fitting]
  const current = value === '' || known.some((option) => option.value === value) ? [] : [plain(value)]
  return (
    <Filter
      label={label}
      isSingle
      options={[...known, ...current]}
      value={value === '' ? [] : [value]}
      onChange={([next]) => onChange(next ?? null)}
      onSearch={(next) => {
        setTyped(next)
        onSearch?.(next)
      }}
    />
  )
}

function plain(text: string): Option {
  return { value: text, label: text, mono: true }
}
