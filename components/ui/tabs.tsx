'use client'
import NextLink from 'next/link'
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'

const strip = 'scrollbar-none flex gap-5 overflow-x-auto border-line border-b px-0.5'
const tab =
  'relative flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-xs text-ink-2 -outline-offset-2! hover:text-ink'
const current = 'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent-edge font-medium text-ink!'

export type TabLink = { href: string; label: ReactNode; isCurrent: boolean; badge?: ReactNode }

/** Tabs that are pages of their own: every tab has an address. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={strip}>
      {tabs.map((item) => (
        <NextLink
          key={item.href}
          href={item.href}
          scroll={false}
          aria-current={item.isCurrent ? 'page' : undefined}
          className={item.isCurrent ? `${tab} ${current}` : tab}
        >
          {item.label}
          {item.badge}
        </NextLink>
      ))}
    </nav>
  )
}

type TabsProps = {
  label: string
  tabs: readonly { id: string; label: ReactNode; badge?: ReactNode; content: ReactNode }[]
  /** Controlled, so that the page can keep it in the address. */
  value: string
  onChange: (id: string) => void
}

/** Tabs within a page; arrow keys move. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key))}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4"
    >
      <TabList aria-label={label} className={strip}>
        {tabs.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className={({ isSelected }) => `cursor-pointer ${tab} ${isSelected ? current : ''}`}
          >
            {item.label}
            {item.badge}
          </Tab>
        ))}
      </TabList>
      {tabs.map((item) => (
        <TabPanel key={item.id} id={item.id} className="min-w-0">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
