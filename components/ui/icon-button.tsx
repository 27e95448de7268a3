'use client'
import { type ButtonSize, type ButtonVariant, buttonStyles } from './button-styles.ts'
import { cx } from './class-names.ts'
import { PlainButton, type PlainButtonProps } from './plain-button.tsx'

type IconButtonProps = Omit<PlainButtonProps, 'aria-label'> & {
  /** What it does: read by screen readers and shown on hover and focus. */
  label: string
  variant?: ButtonVariant
  size?: ButtonSize
}

/** A square button with one icon; its label is its tooltip. */
export function IconButton({ label, variant = 'quiet', size, className, ...rest }: IconButtonProps) {
  return (
    <PlainButton
      {...rest}
      aria-label={label}
      data-tip={label}
      className={cx(buttonStyles({ variant, size, square: true }), className)}
    />
  )
}
