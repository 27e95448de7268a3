'use client'
import { type ReactNode, useId } from 'react'
import { Checkbox } from './checkbox.tsx'
import { cx } from './class-names.ts'

type CheckboxGroupProps = {
  label: ReactNode
  options: readonly { value: string; label: ReactNode; detail?: ReactNode; isDisabled?: boolean }[]
  value: readonly string[]
  onChange: (value: string[]) => void
  description?: ReactNode
  className?: string
}

/** Several of a few, in a ruled box: each row with its label and a line about it. */
export function CheckboxGroup({ label, options, value, onChange, description, className }: CheckboxGroupProps) {
  const id = useId()
  const toggle = (changed: string, isOn: boolean) =>
    onChange(options.map((option) => option.value).filter((one) => (one === changed ? isOn : value.includes(one))))
  return (
    <fieldset
      aria-describedby={description ? id : undefined}
      className={cx('grid min-w-0 content-start gap-1.5', className)}
    >
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="grid divide-y divide-line-strong rounded-sm border border-line-strong">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            isSelected={value.includes(option.value)}
            isDisabled={option.isDisabled}
            onChange={(isOn) => toggle(option.value, isOn)}
            className="px-3 py-2"
          >
            <span className="min-w-0">
              <span className="font-medium">{option.label}</span>
              {option.detail && <span className="ml-2 text-ink-3 text-xs">{option.detail}</span>}
            </span>
          </Checkbox>
        ))}
      </div>
      {description && (
        <div id={id} className="text-ink-3 text-xs">
          {description}
        </div>
      )}
    </fieldset>
  )
}
