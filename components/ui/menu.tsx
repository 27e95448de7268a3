'use client'
import dynamic from 'next/dynamic'
import { cloneElement, type ReactElement, type ReactNode, use } from 'react'
import { type MenuItemProps, MenuPartsContext, type MenuPlacement } from './menu-parts.ts'
import type { PlainButtonProps } from './plain-button.tsx'
import { usePopoverTrigger } from './popover-trigger.ts'
import { whenOpened } from './when-opened.tsx'

const load = () => import('./menu-popover.tsx')
const MenuPopover = whenOpened(dynamic(() => load().then((module) => module.MenuPopover), { loading: () => null }))

type MenuProps = {
  label: string
  /** The button that opens it: `IconButton` or `Button`. */
  trigger: ReactElement<PlainButtonProps>
  children: ReactNode
  placement?: MenuPlacement
}

/** A menu of actions behind a button. */
export function Menu({ label, trigger, children, placement = 'bottom end' }: MenuProps) {
  const { isOpen, setOpen, ref, attributes } = usePopoverTrigger('menu', load)
  return (
    <>
      {cloneElement(trigger, attributes)}
      <MenuPopover isOpen={isOpen} onOpenChange={setOpen} triggerRef={ref} label={label} placement={placement}>
        {children}
      </MenuPopover>
    </>
  )
}

export function MenuItem(props: MenuItemProps) {
  const parts = use(MenuPartsContext)
  return parts && <parts.Item {...props} />
}

export function MenuSeparator() {
  const parts = use(MenuPartsContext)
  return parts && <parts.Rule />
}
