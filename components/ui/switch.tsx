'use client'
import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch'
import { cx } from './class-names.ts'

export type SwitchProps = Omit<AriaSwitchProps, 'className' | 'children' | 'style'> & {
  children?: ReactNode
  className?: string
}

/** On or off, at once. For something that is saved later use a check-box. */
export function Switch({ children, className, ...rest }: SwitchProps) {
  return (
    <AriaSwitch
      {...rest}
      className={cx('group inline-flex min-h-6 items-center gap-2 outline-none data-disabled:text-ink-3', className)}
    >
      <span
        aria-hidden="true"
        className="flex h-4.5 w-7.5 shrink-0 items-center rounded-full bg-sunken px-1 inset-ring inset-ring-control group-data-disabled:inset-ring-line-strong group-data-selected:bg-accent group-data-selected:inset-ring-accent-edge group-data-focus-visible:outline-2 group-data-focus-visible:outline-focus group-data-focus-visible:outline-offset-2"
      >
        <span className="size-2.5 rounded-full bg-control transition-transform duration-(--duration-base) ease-out group-data-selected:translate-x-3 group-data-selected:bg-accent-ink" />
      </span>
      {children}
    </AriaSwitch>
  )
}
