'use client'
import dynamic from 'next/dynamic'
import { type ComponentType, cloneElement, createContext, type ReactElement, type ReactNode, use } from 'react'
import type { PlainButtonProps } from './plain-button.tsx'
import { usePopoverTrigger } from './popover-trigger.ts'
import { whenOpened } from './when-opened.tsx'

const load = () => import('./menu-popover.tsx')
const MenuPopover = whenOpened(dynamic(() => load().then((module) => module.MenuPopover)))

export type MenuPlacement = 'bottom start' | 'bottom end' | 'top start' | 'right top'

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

export type MenuItemProps = {
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

export type MenuParts = { readonly Item: ComponentType<MenuItemProps>; readonly Rule: ComponentType }

/** What entries are made of; known once a menu is open. */
export const MenuPartsContext = createContext<MenuParts | null>(null)

export function MenuItem(props: MenuItemProps) {
  const parts = use(MenuPartsContext)
  return parts && <parts.Item {...props} />
}

export function MenuSeparator() {
  const parts = use(MenuPartsContext)
  return parts && <parts.Rule />
}
