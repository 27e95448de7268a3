import NextLink from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonStyles } from './button-styles.ts'
import { cx } from './class-names.ts'

type ButtonLinkProps = Omit<ComponentProps<typeof NextLink>, 'className' | 'children'> & {
  children: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  block?: boolean
  className?: string
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ children, variant, size, icon, block, className, ...rest }: ButtonLinkProps) {
  return (
    <NextLink {...rest} className={cx(buttonStyles({ variant, size, block }), className)}>
      {icon}
      {children}
    </NextLink>
  )
}
