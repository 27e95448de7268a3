'use client'
import type { ReactNode, Ref } from 'react'
import { cx } from './class-names.ts'
import { Field, type FieldProps, inputFrame, inputText, useField } from './field.tsx'

export type NumberFieldProps = FieldProps & {
  /** `NaN`: empty. */
  value?: number
  defaultValue?: number
  onChange?: (value: number) => void
  minValue?: number
  maxValue?: number
  step?: number
  /** Unit after the figure: "per second". */
  unit?: ReactNode
  /** Beside the field: a button that empties it. */
  aside?: ReactNode
  name?: string
  placeholder?: string
  isDisabled?: boolean
  isRequired?: boolean
  inputRef?: Ref<HTMLInputElement>
  onBlur?: () => void
}

/** A number with its unit; arrow keys step it. An empty field is `NaN`. */
export function NumberField(props: NumberFieldProps) {
  const { value, unit, inputRef, minValue, maxValue, step, name, placeholder, isDisabled, onBlur } = props
  const field = useField(props)
  return (
    <Field {...props} field={field}>
      <span className="flex items-center gap-2">
        <span className={cx(inputFrame, 'min-h-8 w-36')}>
          <input
            {...field.attributes}
            {...{ name, placeholder, onBlur, step }}
            id={field.control}
            ref={inputRef}
            type="number"
            min={minValue}
            max={maxValue}
            disabled={isDisabled}
            aria-required={props.isRequired}
            value={value === undefined ? undefined : textOf(value)}
            defaultValue={props.defaultValue}
            onChange={(event) => props.onChange?.(event.target.valueAsNumber)}
            className={cx(inputText, 'no-spin h-8')}
          />
          {unit && <span className="whitespace-nowrap text-ink-2">{unit}</span>}
        </span>
        {props.aside}
      </span>
    </Field>
  )
}

function textOf(value: number): string {
  return Number.isNaN(value) ? '' : String(value)
}
