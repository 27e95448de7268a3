'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import X from 'lucide-react/icons/x'
import { useState } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { cx } from './class-names.ts'
import { type Option, OptionList } from './option-list.tsx'
import { Popover } from './popover.tsx'
import { SearchField } from './search-field.tsx'

export type FilterProps = {
  /** What is filtered: "State", "Event type". */
  label: string
  options: readonly Option[]
  value: readonly string[]
  onChange: (value: string[]) => void
  /** Only one value at a time. */
  isSingle?: boolean
  /** For options that come from the server: what is typed in the popover. */
  onSearch?: (text: string) => void
}

/** A filter of a list: off it shows its name, on it carries the value and an x that clears it. */
export function Filter({ label, options, value, onChange, isSingle = false, onSearch }: FilterProps) {
  const [isOpen, setOpen] = useState(false)
  const isOn = value.length > 0
  return (
    <span
      className={cx(
        'inline-flex shrink-0 rounded-sm inset-ring',
        isOn ? 'bg-accent-soft inset-ring-accent-line' : 'bg-surface inset-ring-line-strong',
      )}
    >
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <AriaButton
          className={cx(
            'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-sm pl-2.5',
            isOn ? 'pr-1 text-ink' : 'pr-2 text-ink-2 hover:bg-hover hover:inset-ring hover:inset-ring-line-strong',
          )}
        >
          {label}
          {isOn ? (
            <b className="max-w-48 truncate font-medium">{describeValue(value, options)}</b>
          ) : (
            <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
          )}
        </AriaButton>
        <Popover placement="bottom start" className="w-72">
          <Dialog aria-label={label} className="flex min-h-0 flex-col outline-none">
            <FilterOptions
              label={label}
              options={options}
              value={value}
              isSingle={isSingle}
              onSearch={onSearch}
              onChange={(next) => {
                onChange(next)
                if (isSingle) setOpen(false)
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {isOn && (
        <AriaButton
          aria-label={`Clear ${label}`}
          onPress={() => onChange([])}
          className="grid h-7 w-6 place-items-center rounded-sm text-ink-3 hover:text-ink"
        >
          <X className="size-3.5" />
        </AriaButton>
      )}
    </span>
  )
}

function FilterOptions({ label, options, value, onChange, isSingle, onSearch }: FilterProps) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const list = (
    <OptionList
      aria-label={label}
      options={options}
      isMultiple={!isSingle}
      selectionMode={isSingle ? 'single' : 'multiple'}
      selectedKeys={value}
      onSelectionChange={(keys) =>
        onChange(keys === 'all' ? options.map((option) => option.value) : [...keys].map(String))
      }
    />
  )
  if (options.length < 8 && !onSearch) return list
  return (
    <Autocomplete filter={onSearch ? undefined : contains} onInputChange={onSearch}>
      <SearchField label={`Search ${label.toLowerCase()}`} autoFocus className="border-line border-b p-1.5" />
      {list}
    </Autocomplete>
  )
}

function describeValue(value: readonly string[], options: readonly Option[]): string {
  const [first = ''] = value
  const name = options.find((option) => option.value === first)?.label ?? first
  return value.length > 1 ? `${name} +${value.length - 1}` : name
}
