'use client'
import type { ReactNode } from 'react'
import {
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
  Radio,
} from 'react-aria-components/RadioGroup'
import { cx } from './class-names.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldFrame } from './field.tsx'

export type RadioOption = { value: string; label: ReactNode; detail?: ReactNode; isDisabled?: boolean }

export type RadioGroupProps = Omit<AriaRadioGroupProps, 'className' | 'children' | 'style'> &
  FieldProps & { options: readonly RadioOption[]; className?: string }

/** One of a few, in a ruled box: each row with its label and a line about it. */
export function RadioGroup(props: RadioGroupProps) {
  const { label, hint, hideLabel, description, errorMessage, options, ...rest } = props
  return (
    <AriaRadioGroup {...rest} className={cx(fieldFrame, props.className)}>
      <FieldLabel label={label} hint={hint} hideLabel={hideLabel} />
      <div className="grid divide-y divide-line-strong overflow-hidden rounded-sm border border-line-strong">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            className="group flex items-center gap-2.5 bg-surface px-3 py-2 outline-none data-disabled:text-ink-3 data-selected:bg-accent-soft"
          >
            <span
              aria-hidden="true"
              className="grid size-4 shrink-0 place-items-center rounded-full bg-surface inset-ring inset-ring-control group-data-selected:bg-accent group-data-selected:inset-ring-accent-edge group-data-focus-visible:outline-2 group-data-focus-visible:outline-focus group-data-focus-visible:outline-offset-2"
            >
              <span className="size-2 rounded-full group-data-selected:bg-accent-ink" />
            </span>
            <span className="min-w-0">
              <span className="font-medium">{option.label}</span>
              {option.detail && (
                <span className="ml-2 text-ink-3 text-xs group-data-selected:text-ink-2">{option.detail}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaRadioGroup>
  )
}
