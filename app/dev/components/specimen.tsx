import type { ReactNode } from 'react'

/** One component with its name above. */
export function Specimen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1.5">
      <h2 className="font-medium text-ink-3 text-xs">{title}</h2>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 rounded-md border border-line bg-surface p-4">
        {children}
      </div>
    </section>
  )
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>
}
