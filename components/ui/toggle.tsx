'use client'
import type { ComponentProps, ReactNode, Ref } from 'react'
import { cx } from './class-names.ts'

export type ToggleProps = Pick<ComponentProps<'input'>, 'name' | 'id' | 'autoFocus' | 'onBlur' | 'aria-label'> & {
  isSelected?: boolean
  defaultSelected?: boolean
  onChange?: (isSelected: boolean) => void
  isDisabled?: boolean
  isInvalid?: boolean
  inputRef?: Ref<HTMLInputElement>
  children?: ReactNode
  className?: string
}

type FrameProps = ToggleProps & {
  role?: 'switch'
  isIndeterminate?: boolean
  /** The box or the slide; a `peer` of the input. */
  drawing: ReactNode
}

/** The browser's check-box, unseen over the whole label: what check-boxes and switches are made of. */
export function Toggle(props: FrameProps) {
  const { isSelected, defaultSelected, onChange, isDisabled, isInvalid, isIndeterminate = false, inputRef } = props
  const { name, id, autoFocus, onBlur, role, drawing, className, children } = props
  return (
    <label
      className={cx(
        'relative inline-flex min-h-6 min-w-6 items-center gap-2 has-[:disabled]:text-ink-3',
        !children && 'justify-center',
        className,
      )}
    >
      <input
        {...{ name, id, autoFocus, onBlur, role }}
        ref={(box) => {
          if (box) box.indeterminate = isIndeterminate
          attach(inputRef, box)
        }}
        type="checkbox"
        aria-label={props['aria-label']}
        aria-invalid={isInvalid || undefined}
        checked={isSelected}
        defaultChecked={defaultSelected}
        disabled={isDisabled}
        onChange={(event) => onChange?.(event.target.checked)}
        className="peer absolute inset-0 m-0 size-full appearance-none opacity-0"
      />
      {drawing}
      {children}
    </label>
  )
}

function attach(ref: Ref<HTMLInputElement> | undefined, box: HTMLInputElement | null) {
  if (typeof ref === 'function') ref(box)
  else if (ref) ref.current = box
}
