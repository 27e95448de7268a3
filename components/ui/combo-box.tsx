'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import type { Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox, Input } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { cx } from './class-names.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldFrame, inputFrame, inputText } from './field.tsx'
import { type Option, OptionList } from './option-list.tsx'
import { Popover } from './popover.tsx'

export type ComboBoxProps = FieldProps & {
  options: readonly Option[]
  value: string | null
  onChange: (value: string | null) => void
  /** For searching on the server: what is typed. Without it the given options are filtered here. */
  onSearch?: (text: string) => void
  placeholder?: string
  mono?: boolean
  isInvalid?: boolean
  isDisabled?: boolean
  isRequired?: boolean
  inputRef?: Ref<HTMLInputElement>
  onBlur?: () => void
  className?: string
}

/** One of a long list, found by typing. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hint, hideLabel, description, errorMessage, options, value, onChange, onSearch, ...more } = props
  const { placeholder, mono, inputRef, className, ...rest } = more
  return (
    <AriaComboBox
      {...rest}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      onInputChange={onSearch}
      defaultFilter={onSearch ? () => true : undefined}
      menuTrigger="focus"
      className={cx(fieldFrame, className)}
    >
      <FieldLabel label={label} hint={hint} hideLabel={hideLabel} />
      <Group className={cx(inputFrame, 'h-8')}>
        <Input ref={inputRef} placeholder={placeholder} className={cx(inputText, 'h-8', mono && 'mono')} />
        <AriaButton className="-mr-1.5 grid size-6 place-items-center rounded-xs text-ink-3 hover:text-ink">
          <ChevronDown className="size-3.5" />
        </AriaButton>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="min-w-(--trigger-width)">
        <OptionList options={options} />
      </Popover>
    </AriaComboBox>
  )
}
