'use client'
import { type ComponentType, createContext, type ReactNode } from 'react'

export type MenuPlacement = 'bottom start' | 'bottom end' | 'top start' | 'right top'

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
