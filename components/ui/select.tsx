'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { cx } from './class-names.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldFrame } from './field.tsx'
import { type Option, OptionList } from './option-list.tsx'
import { Popover } from './popover.tsx'

export type SelectProps = FieldProps & {
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
  placeholder?: string
  isInvalid?: boolean
  isDisabled?: boolean
  name?: string
  onBlur?: () => void
  className?: string
}

/** One of a known list. With more than 20 entries use `ComboBox`. */
export function Select(props: SelectProps) {
  const { label, hint, hideLabel, description, errorMessage, options, value, onChange, className, ...rest } = props
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      className={cx(fieldFrame, className)}
    >
      <FieldLabel label={label} hint={hint} hideLabel={hideLabel} />
      <AriaButton className="flex h-8 min-w-0 items-center gap-2 rounded-sm bg-surface pr-2 pl-2.5 text-left inset-ring inset-ring-control disabled:bg-sunken disabled:text-ink-3 disabled:inset-ring-line">
        <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-ink-3">
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
      </AriaButton>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="min-w-(--trigger-width)">
        <OptionList options={options} />
      </Popover>
    </AriaSelect>
  )
}
