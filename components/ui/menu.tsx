'use client'
import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Separator } from 'react-aria-components/Menu'
import { Kbd } from './kbd.tsx'
import { Popover } from './popover.tsx'

type MenuProps = {
  label: string
  /** The button that opens it: `IconButton` or `Button`. */
  trigger: ReactElement
  children: ReactNode
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'right top'
}

/** A menu of actions behind a button. */
export function Menu({ label, trigger, children, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} className="w-58">
        <AriaMenu aria-label={label} className="max-h-[inherit] overflow-y-auto p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

type MenuItemProps = {
  children: ReactNode
  icon?: ReactNode
  /** Key that does the same. */
  shortcut?: string
  isDanger?: boolean
  isDisabled?: boolean
  href?: string
  target?: string
  onAction?: () => void
  /** For typing ahead when the child is not plain text. */
  textValue?: string
}

export function MenuItem({ children, icon, shortcut, isDanger = false, ...rest }: MenuItemProps) {
  const tone = isDanger ? 'text-failure' : '[&_svg]:text-ink-3'
  return (
    <AriaMenuItem
      {...rest}
      textValue={rest.textValue ?? (typeof children === 'string' ? children : undefined)}
      className={`flex min-h-7.5 cursor-pointer items-center gap-2.5 rounded-sm px-2 outline-none data-disabled:cursor-not-allowed data-disabled:text-ink-3 data-focused:bg-hover [&_svg]:size-4 ${tone}`}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </AriaMenuItem>
  )
}

export function MenuSeparator() {
  return <Separator className="mx-2 my-1 border-line border-t" />
}
