'use client'
import { type ReactNode, useId } from 'react'

export type SegmentedProps<V extends string> = {
  label: string
  options: readonly { value: V; label: ReactNode }[]
  value: V
  onChange: (value: V) => void
}

/** One of two to five short choices that change the view: "6 h, 24 h, 7 d". */
export function Segmented<V extends string>({ label, options, value, onChange }: SegmentedProps<V>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex w-fit gap-px rounded-sm bg-sunken p-0.5 inset-ring inset-ring-line"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative grid h-6 place-items-center whitespace-nowrap rounded-sm px-2.5 text-ink-2 hover:text-ink has-[:checked]:bg-surface has-[:checked]:font-medium has-[:checked]:text-ink has-[:checked]:shadow-control has-[:checked]:inset-ring has-[:checked]:inset-ring-line-strong has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus has-[:focus-visible]:outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 m-0 size-full appearance-none opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
