'use client'
import type { ReactNode, RefObject } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, Separator } from 'react-aria-components/Menu'
import { Kbd } from './kbd.tsx'
import { type MenuItemProps, type MenuParts, MenuPartsContext, type MenuPlacement } from './menu-parts.ts'
import { Popover } from './popover.tsx'

type MenuPopoverProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  triggerRef: RefObject<HTMLButtonElement | null>
  label: string
  placement: MenuPlacement
  children: ReactNode
}

/** The floating part of a `Menu`. */
export function MenuPopover({ isOpen, onOpenChange, triggerRef, label, placement, children }: MenuPopoverProps) {
  return (
    <Popover
      aria-label={label}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      triggerRef={triggerRef}
      placement={placement}
      className="w-58"
    >
      <MenuPartsContext value={PARTS}>
        <AriaMenu
          aria-label={label}
          autoFocus="first"
          onClose={() => onOpenChange(false)}
          className="max-h-[inherit] overflow-y-auto p-1 outline-none"
        >
          {children}
        </AriaMenu>
      </MenuPartsContext>
    </Popover>
  )
}

const PARTS: MenuParts = {
  Item: ({ children, icon, shortcut, isDanger = false, ...rest }: MenuItemProps) => (
    <AriaMenuItem
      {...rest}
      textValue={rest.textValue ?? (typeof children === 'string' ? children : undefined)}
      className={`flex min-h-7.5 cursor-pointer items-center gap-2.5 rounded-sm px-2 outline-none data-disabled:cursor-not-allowed data-disabled:text-ink-3 data-focused:bg-hover [&_svg]:size-4 ${isDanger ? 'text-failure' : '[&_svg]:text-ink-3'}`}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </AriaMenuItem>
  ),
  Rule: () => <Separator className="mx-2 my-1 border-line border-t" />,
}
