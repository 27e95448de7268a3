'use client'
import type { ComponentProps } from 'react'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import { AriaRoot } from './aria-root.tsx'
import { cx } from './class-names.ts'

type PopoverProps = Omit<ComponentProps<typeof AriaPopover>, 'className' | 'style'> & { className?: string }

/** The raised surface of menus, selects and filters. */
export function Popover({ className, ...rest }: PopoverProps) {
  return (
    <AriaRoot>
      <AriaPopover
        offset={4}
        {...rest}
        className={cx(
          'z-(--z-menu) flex max-w-[calc(100vw-16px)] flex-col overflow-hidden rounded-md bg-raised text-ink shadow-float outline-none transition-opacity duration-(--duration-base) data-entering:opacity-0 data-exiting:opacity-0',
          className,
        )}
      />
    </AriaRoot>
  )
}
