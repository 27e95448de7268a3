'use client'
import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'
import { FieldNotes, type FieldProps, useField } from './field.tsx'

export type RadioOption = { value: string; label: ReactNode; detail?: ReactNode; isDisabled?: boolean }

export type RadioGroupProps = FieldProps & {
  options: readonly RadioOption[]
  value?: string | null
  defaultValue?: string
  onChange?: (value: string) => void
  onBlur?: () => void
  isDisabled?: boolean
}

/** One of a few, in a ruled box: each row with its label and a line about it. */
export function RadioGroup(props: RadioGroupProps) {
  const { label, hint, hideLabel, description, errorMessage, isInvalid, options, value, onChange, className } = props
  const { label: labelId, notes, attributes } = useField(props)
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelId}
      {...attributes}
      className={cx('grid min-w-0 content-start gap-1.5', className)}
    >
      <span id={labelId} className={hideLabel ? 'sr-only' : 'justify-self-start font-medium'}>
        {label}
        {hint && <span className="ml-2 font-normal text-ink-3">{hint}</span>}
      </span>
      <div className="grid divide-y divide-line-strong overflow-hidden rounded-sm border border-line-strong">
        {options.map((option) => (
          <label
            key={option.value}
            className="group relative flex items-center gap-2.5 bg-surface px-3 py-2 has-[:checked]:bg-accent-soft has-[:disabled]:text-ink-3"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === undefined ? undefined : value === option.value}
              defaultChecked={props.defaultValue === option.value || undefined}
              disabled={props.isDisabled || option.isDisabled}
              onChange={() => onChange?.(option.value)}
              onBlur={props.onBlur}
              className="peer absolute inset-0 m-0 size-full appearance-none opacity-0"
            />
            <span
              aria-hidden="true"
              className="grid size-4 shrink-0 place-items-center rounded-full bg-surface inset-ring inset-ring-control peer-checked:bg-accent peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2 peer-checked:inset-ring-accent-edge"
            >
              <span className="size-2 rounded-full group-has-[:checked]:bg-accent-ink" />
            </span>
            <span className="min-w-0">
              <span className="font-medium">{option.label}</span>
              {option.detail && (
                <span className="ml-2 text-ink-3 text-xs group-has-[:checked]:text-ink-2">{option.detail}</span>
              )}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={notes} error={isInvalid && errorMessage} description={description} />
    </div>
  )
}
