import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  /** Pill, shortened id with copy: beside the title. */
  aside?: ReactNode
  /** At most one primary button. */
  actions?: ReactNode
  /** A line beneath: URL, id, size. */
  meta?: ReactNode
  /** Event types are titles in monospace. */
  isMono?: boolean
}

/** Title of a page with what belongs to it. */
export function PageHeader({ title, aside, actions, meta, isMono = false }: PageHeaderProps) {
  return (
    <div className="grid gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className={`min-w-0 break-words font-semibold text-lg tracking-tight ${isMono ? 'font-mono' : ''}`}>
          {title}
        </h1>
        {aside}
        {actions && <div className="flex flex-wrap items-center gap-2 sm:ml-auto">{actions}</div>}
      </div>
      {meta && <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2 text-xs">{meta}</div>}
    </div>
  )
}
