'use client'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { type ButtonSize, type ButtonVariant, buttonStyles } from './button-styles.ts'
import { cx } from './class-names.ts'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'isPending'> & {
  children: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  /** One lucide icon before the label. */
  icon?: ReactNode
  /** Work in progress: the label changes to `busyLabel`, the width stays, presses are ignored. */
  isBusy?: boolean
  busyLabel?: string
  block?: boolean
  className?: string
}

/** Push button. At most one `primary` in view; `danger-solid` only in dialogs. */
export function Button(props: ButtonProps) {
  const { children, variant, size, icon, isBusy = false, busyLabel, block, className, ...rest } = props
  return (
    <AriaButton {...rest} isPending={isBusy} className={cx(buttonStyles({ variant, size, block }), className)}>
      {icon}
      {busyLabel ? (
        <SwappedLabel shown={isBusy ? busyLabel : children} hidden={isBusy ? children : busyLabel} />
      ) : (
        children
      )}
    </AriaButton>
  )
}

/** Both labels share one grid cell, so the button is as wide as the wider of the two. */
function SwappedLabel({ shown, hidden }: { shown: ReactNode; hidden: ReactNode }) {
  return (
    <span className="grid">
      <span className="col-start-1 row-start-1">{shown}</span>
      <span aria-hidden="true" className="invisible col-start-1 row-start-1">
        {hidden}
      </span>
    </span>
  )
}
