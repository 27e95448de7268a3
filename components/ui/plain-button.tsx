'use client'
import type { ComponentProps } from 'react'

export type PlainButtonProps = Omit<ComponentProps<'button'>, 'onClick' | 'disabled'> & {
  onPress?: () => void
  isDisabled?: boolean
}

/** The browser's own button in the words of the kit; what every button is made of. */
export function PlainButton({ onPress, isDisabled, type = 'button', ...rest }: PlainButtonProps) {
  return <button {...rest} type={type} disabled={isDisabled} onClick={onPress && (() => onPress())} />
}
