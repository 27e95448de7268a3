'use client'
import NextLink from 'next/link'
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { PlainButton } from './plain-button.tsx'

const strip = 'scrollbar-none relative flex gap-5 overflow-x-auto border-line border-b px-0.5'
const tab =
  'relative flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-xs text-ink-2 -outline-offset-2! hover:text-ink'
const current = 'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent-edge font-medium text-ink!'

/** On a window too narrow for all tabs, the current one is in sight. */
function reveal(shown: HTMLElement | null) {
  const list = shown?.parentElement
  if (shown && list) list.scrollLeft = shown.offsetLeft - (list.clientWidth - shown.offsetWidth) / 2
}

export type TabLink = { href: string; label: ReactNode; isCurrent: boolean; badge?: ReactNode }

/** Tabs that are pages of their own: every tab has an address. On phones they take two lines, so that all are in sight. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={`${strip} max-sm:flex-wrap`}>
      {tabs.map((item) => (
        <NextLink
          key={item.href}
          ref={item.isCurrent ? reveal : undefined}
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
  const id = useId()
  const shown = tabs.find((item) => item.id === value) ?? tabs[0]
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabs[neighbour(event.key, shown ? tabs.indexOf(shown) : -1, tabs.length)]
    if (!next) return
    event.preventDefault()
    onChange(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <div role="tablist" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} className={strip}>
        {tabs.map((item) => (
          <PlainButton
            key={item.id}
            id={`${id}-${item.id}`}
            role="tab"
            aria-selected={item === shown}
            aria-controls={`${id}-panel`}
            tabIndex={item === shown ? 0 : -1}
            onPress={() => onChange(item.id)}
            className={`cursor-pointer ${tab} ${item === shown ? current : ''}`}
          >
            {item.label}
            {item.badge}
          </PlainButton>
        ))}
      </div>
      {shown && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown.id}`} className="min-w-0">
          {shown.content}
        </div>
      )}
    </div>
  )
}

function neighbour(key: string, at: number, count: number): number {
  if (key === 'ArrowRight') return (at + 1) % count
  if (key === 'ArrowLeft') return (at - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}
