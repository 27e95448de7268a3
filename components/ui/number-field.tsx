'use client'
import type { ReactNode, Ref } from 'react'
import { Group } from 'react-aria-components/Group'
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  Input,
} from 'react-aria-components/NumberField'
import { cx } from './class-names.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldFrame, inputFrame, inputText } from './field.tsx'

export type NumberFieldProps = Omit<AriaNumberFieldProps, 'className' | 'children' | 'style'> &
  FieldProps & {
    /** Unit after the figure: "per second". */
    unit?: ReactNode
    placeholder?: string
    inputRef?: Ref<HTMLInputElement>
    className?: string
  }

/** A number with its unit; arrow keys step it. An empty field is `NaN`. */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, hideLabel, description, errorMessage, unit, placeholder, inputRef, ...rest } = props
  return (
    <AriaNumberField {...rest} className={cx(fieldFrame, props.className)}>
      <FieldLabel label={label} hint={hint} hideLabel={hideLabel} />
      <Group className={cx(inputFrame, 'min-h-8 w-36')}>
        <Input ref={inputRef} placeholder={placeholder} className={cx(inputText, 'h-8')} />
        {unit && <span className="whitespace-nowrap text-ink-2">{unit}</span>}
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaNumberField>
  )
}
