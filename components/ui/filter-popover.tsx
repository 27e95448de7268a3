'use client'
import Search from 'lucide-react/icons/search'
import type { RefObject } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input, SearchField } from 'react-aria-components/SearchField'
import { cx } from './class-names.ts'
import { inputFrame, inputText } from './field.tsx'
import type { FilterProps } from './filter-props.ts'
import { OptionList } from './option-list.tsx'
import { Popover } from './popover.tsx'

const FEW = 8

type FilterPopoverProps = FilterProps & {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  triggerRef: RefObject<HTMLButtonElement | null>
}

/** What a `Filter` opens: its options, with a search when there are many. */
export function FilterPopover({ isOpen, onOpenChange, triggerRef, ...filter }: FilterPopoverProps) {
  const change = (next: string[]) => {
    filter.onChange(next)
    if (filter.isSingle) onOpenChange(false)
  }
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      triggerRef={triggerRef}
      placement="bottom start"
      className="w-72"
    >
      <Dialog aria-label={filter.label} className="flex min-h-0 flex-col outline-none">
        <FilterOptions {...filter} onChange={change} />
      </Dialog>
    </Popover>
  )
}

function FilterOptions({ label, options, value, onChange, isSingle = false, onSearch }: FilterProps) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const isShort = options.length < FEW && !onSearch
  const list = (
    <OptionList
      aria-label={label}
      options={options}
      autoFocus={isShort}
      isMultiple={!isSingle}
      selectionMode={isSingle ? 'single' : 'multiple'}
      selectedKeys={value}
      onSelectionChange={(keys) =>
        onChange(keys === 'all' ? options.map((option) => option.value) : [...keys].map(String))
      }
    />
  )
  if (isShort) return list
  return (
    <Autocomplete filter={onSearch ? undefined : contains} onInputChange={onSearch}>
      <SearchField aria-label={`Search ${label.toLowerCase()}`} autoFocus className="border-line border-b p-1.5">
        <span className={cx(inputFrame, 'h-7')}>
          <Search aria-hidden="true" className="size-3.5 text-ink-3" />
          <Input
            placeholder={`Search ${label.toLowerCase()}`}
            className={cx(inputText, 'h-7 [&::-webkit-search-cancel-button]:appearance-none')}
          />
        </span>
      </SearchField>
      {list}
    </Autocomplete>
  )
}
