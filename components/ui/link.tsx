import NextLink from 'next/link'
import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'

type LinkProps = Omit<ComponentProps<typeof NextLink>, 'className'> & {
  /** `accent` inside prose, `plain` for names in lists, `quiet` for secondary text. */
  variant?: 'accent' | 'plain' | 'quiet'
  className?: string
}

const looks = {
  accent: 'font-medium text-accent-text hover:underline',
  plain: 'font-medium text-ink hover:underline',
  quiet: 'text-ink-2 hover:text-ink hover:underline',
} as const

/** Text link inside the dashboard or out of it. */
export function Link({ variant = 'accent', className, ...rest }: LinkProps) {
  return <NextLink {...rest} className={cx('rounded-xs underline-offset-3', looks[variant], className)} />
}
