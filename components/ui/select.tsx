'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import dynamic from 'next/dynamic'
import { Field, type FieldProps, useField } from './field.tsx'
import type { Option } from './option.ts'
import { PlainButton } from './plain-button.tsx'
import { usePopoverTrigger } from './popover-trigger.ts'
import { whenOpened } from './when-opened.tsx'

const load = () => import('./select-popover.tsx')
const SelectPopover = whenOpened(dynamic(() => load().then((module) => module.SelectPopover), { loading: () => null }))

export type SelectProps = FieldProps & {
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
  placeholder?: string
  isDisabled?: boolean
  onBlur?: () => void
}

/** One of a known list. With more than 20 entries use `ComboBox`. */
export function Select(props: SelectProps) {
  const { options, value, onChange, placeholder = 'Choose one', isDisabled, onBlur } = props
  const field = useField(props)
  const { isOpen, setOpen, ref, attributes } = usePopoverTrigger('listbox', load)
  const chosen = options.find((option) => option.value === value)
  return (
    <Field {...props} field={field}>
      <PlainButton
        {...attributes}
        {...field.attributes}
        id={field.control}
        aria-labelledby={`${field.control}-value ${field.label}`}
        isDisabled={isDisabled}
        onBlur={onBlur}
        className="flex h-8 min-w-0 items-center gap-2 rounded-sm bg-surface pr-2 pl-2.5 text-left inset-ring inset-ring-control disabled:bg-sunken disabled:text-ink-3 disabled:inset-ring-line aria-invalid:inset-ring-failure-solid"
      >
        <span id={`${field.control}-value`} className={`min-w-0 flex-1 truncate ${chosen ? '' : 'text-ink-3'}`}>
          {chosen?.label ?? placeholder}
        </span>
        <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
      </PlainButton>
      <SelectPopover
        isOpen={isOpen}
        onOpenChange={setOpen}
        triggerRef={ref}
        label={typeof props.label === 'string' ? props.label : 'Options'}
        options={options}
        value={value}
        onChange={onChange}
      />
    </Field>
  )
}
