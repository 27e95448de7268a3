'use client'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { TooltipTrigger } from 'react-aria-components/Tooltip'
import { type ButtonSize, type ButtonVariant, buttonStyles } from './button-styles.ts'
import { cx } from './class-names.ts'
import { TooltipBubble } from './tooltip.tsx'

type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> & {
  /** What it does: read by screen readers and shown on hover and focus. */
  label: string
  children: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
}

/** A square button with one icon; its label is its tooltip. */
export function IconButton({ label, children, variant = 'quiet', size, className, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...rest} aria-label={label} className={cx(buttonStyles({ variant, size, square: true }), className)}>
        {children}
      </AriaButton>
      <TooltipBubble>{label}</TooltipBubble>
    </TooltipTrigger>
  )
}
