'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import X from 'lucide-react/icons/x'
import dynamic from 'next/dynamic'
import { cx } from './class-names.ts'
import type { FilterProps } from './filter-props.ts'
import type { Option } from './option.ts'
import { PlainButton } from './plain-button.tsx'
import { usePopoverTrigger } from './popover-trigger.ts'
import { whenOpened } from './when-opened.tsx'

const load = () => import('./filter-popover.tsx')
const FilterPopover = whenOpened(dynamic(() => load().then((module) => module.FilterPopover), { loading: () => null }))

/** A filter of a list: off it shows its name, on it carries the value and an x that clears it. */
export function Filter(props: FilterProps) {
  const { label, options, value, onChange } = props
  const { isOpen, setOpen, ref, attributes } = usePopoverTrigger('dialog', load)
  const isOn = value.length > 0
  return (
    <span
      className={cx(
        'inline-flex shrink-0 rounded-sm inset-ring',
        isOn ? 'bg-accent-soft inset-ring-accent-line' : 'bg-surface inset-ring-line-strong',
      )}
    >
      <PlainButton
        {...attributes}
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
      </PlainButton>
      <FilterPopover {...props} isOpen={isOpen} onOpenChange={setOpen} triggerRef={ref} />
      {isOn && (
        <PlainButton
          aria-label={`Clear ${label}`}
          onPress={() => onChange([])}
          className="grid h-7 w-6 place-items-center rounded-sm text-ink-3 hover:text-ink"
        >
          <X className="size-3.5" />
        </PlainButton>
      )}
    </span>
  )
}

function describeValue(value: readonly string[], options: readonly Option[]): string {
  const [first = ''] = value
  const name = options.find((option) => option.value === first)?.label ?? first
  return value.length > 1 ? `${name} +${value.length - 1}` : name
}
