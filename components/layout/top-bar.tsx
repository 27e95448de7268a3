import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'

export type TopBarProps = {
  crumbs: readonly Crumb[]
  /** Palette button, "Send event", theme, account: left to right. */
  children?: ReactNode
}

/** 48 px above every page: where one is, and what can be done from anywhere. */
export function TopBar({ crumbs, children }: TopBarProps) {
  return (
    <header className="sticky top-0 z-(--z-rail) flex h-(--size-top) items-center gap-2 border-line border-b bg-page pr-3 pl-4 sm:pr-4 sm:pl-6">
      <Breadcrumbs crumbs={crumbs} />
      <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  )
}
