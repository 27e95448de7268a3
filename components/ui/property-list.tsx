import type { ReactNode } from 'react'

type Property = {
  label: string
  value: ReactNode
  /** Button at the right: edit, reveal. */
  action?: ReactNode
}

/** Rows of label and value with a hairline between them. */
export function PropertyList({ items, isSlim = false }: { items: readonly Property[]; isSlim?: boolean }) {
  return (
    <dl className="divide-y divide-line">
      {items.map((item) => (
        <div
          key={item.label}
          className={`grid grid-cols-[104px_minmax(0,1fr)_auto] gap-x-2 pr-3 pl-4 ${isSlim ? 'py-1' : 'py-2'}`}
        >
          <dt className="text-ink-3">{item.label}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 break-words">{item.value}</dd>
          {item.action && <dd className="flex h-5 items-center">{item.action}</dd>}
        </div>
      ))}
    </dl>
  )
}
