'use client'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox'
import { cx } from './class-names.ts'

export type CheckboxProps = Omit<AriaCheckboxProps, 'className' | 'children' | 'style'> & {
  children?: ReactNode
  className?: string
}

/** Check-box with a tick, a dash when indeterminate. Give `aria-label` when it has no text. */
export function Checkbox({ children, className, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...rest}
      className={cx(
        'group inline-flex min-h-6 min-w-6 items-center gap-2 outline-none data-disabled:text-ink-3',
        !children && 'justify-center',
        className,
      )}
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            aria-hidden="true"
            className={cx(
              'grid size-4 shrink-0 place-items-center rounded-xs inset-ring group-data-focus-visible:outline-2 group-data-focus-visible:outline-focus group-data-focus-visible:outline-offset-2',
              isSelected || isIndeterminate
                ? 'bg-accent text-accent-ink inset-ring-accent-edge'
                : 'bg-surface inset-ring-control',
              'group-data-disabled:bg-sunken group-data-disabled:text-ink-3 group-data-disabled:inset-ring-line-strong group-data-invalid:inset-ring-failure-solid',
            )}
          >
            <CheckMark isDash={isIndeterminate} isShown={isSelected || isIndeterminate} />
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}

function CheckMark({ isDash, isShown }: { isDash: boolean; isShown: boolean }) {
  if (!isShown) return null
  return (
    <svg viewBox="0 0 12 12" className="size-3" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <path d={isDash ? 'M2 6h8' : 'M2.2 6.2l2.6 2.6 5-5.4'} />
    </svg>
  )
}
