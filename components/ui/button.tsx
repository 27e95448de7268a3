'use client'
import type { ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonStyles } from './button-styles.ts'
import { cx } from './class-names.ts'
import { PlainButton, type PlainButtonProps } from './plain-button.tsx'

export type ButtonProps = PlainButtonProps & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** One lucide icon before the label. */
  icon?: ReactNode
  /** Work in progress: the label changes to `busyLabel`, the width stays, presses are ignored. */
  isBusy?: boolean
  busyLabel?: string
  block?: boolean
}

/** Push button. At most one `primary` in view; `danger-solid` only in dialogs. */
export function Button(props: ButtonProps) {
  const { children, variant, size, icon, isBusy = false, busyLabel, block, className, onPress, type, ...rest } = props
  return (
    <PlainButton
      {...rest}
      type={isBusy ? 'button' : type}
      onPress={isBusy ? undefined : onPress}
      aria-disabled={isBusy || undefined}
      className={cx(buttonStyles({ variant, size, block }), className)}
    >
      {icon}
      {busyLabel ? (
        <SwappedLabel shown={isBusy ? busyLabel : children} hidden={isBusy ? children : busyLabel} />
      ) : (
        children
      )}
    </PlainButton>
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
