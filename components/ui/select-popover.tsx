'use client'
import type { RefObject } from 'react'
import type { Option } from './option.ts'
import { OptionList } from './option-list.tsx'
import { Popover } from './popover.tsx'

type SelectPopoverProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  triggerRef: RefObject<HTMLButtonElement | null>
  label: string
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
}

/** The list that a `Select` opens. */
export function SelectPopover({ label, options, value, onChange, ...floating }: SelectPopoverProps) {
  const choose = (chosen: string) => {
    onChange(chosen)
    floating.onOpenChange(false)
  }
  return (
    <Popover {...floating} aria-label={label} className="min-w-(--trigger-width)">
      <OptionList
        aria-label={label}
        options={options}
        autoFocus={value === null ? 'first' : true}
        selectionMode="single"
        selectedKeys={value === null ? [] : [value]}
        onSelectionChange={(keys) => choose(String([...keys][0] ?? value ?? ''))}
      />
    </Popover>
  )
}
