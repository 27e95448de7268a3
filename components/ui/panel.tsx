import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'

type PanelProps = {
  title?: ReactNode
  /** Beside the title in grey: a count or one line about it. */
  count?: ReactNode
  /** Buttons and filters at the right of the header. */
  actions?: ReactNode
  footer?: ReactNode
  /** 16 px around the content; lists and tables go to the edge. */
  isPadded?: boolean
  children: ReactNode
  className?: string
}

/** A surface with an edge and no shadow. Never inside another panel. */
export function Panel({ title, count, actions, footer, isPadded = false, children, className }: PanelProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={cx('min-w-0 rounded-md border border-line bg-surface', className)}
    >
      {title && (
        <header className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b py-2 last:border-b-0 pr-2 pl-4">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {count !== undefined && <span className="min-w-0 truncate text-ink-3 text-xs">{count}</span>}
          {actions && <div className="ml-auto flex min-w-0 flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      {isPadded ? <div className="p-4">{children}</div> : children}
      {footer && (
        <footer className="flex items-center gap-2 border-line border-t px-4 py-2 text-ink-3 text-xs leading-5">
          {footer}
        </footer>
      )}
    </section>
  )
}
