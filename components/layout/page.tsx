import type { ReactNode } from 'react'

type PageProps = {
  children: ReactNode
  /** A `Drawer`; it docks beside the page from 1280 px. */
  drawer?: ReactNode
}

/** Padding, width and rhythm of a page, with room for a drawer. */
export function Page({ children, drawer }: PageProps) {
  return (
    <div
      className={
        drawer
          ? 'grid grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_min(var(--size-drawer),37.5vw)]'
          : undefined
      }
    >
      <div className="mx-auto grid w-full min-w-0 max-w-page content-start gap-3 px-4 pt-4 pb-8 *:min-w-0 sm:gap-4 sm:px-6 sm:pt-5 sm:pb-12">
        {children}
      </div>
      {drawer}
    </div>
  )
}

/** Main column with a narrower one beside it; one below the other under 1152 px. */
export function Split({ children, side = 'md' }: { children: ReactNode; side?: 'md' | 'lg' | 'even' | 'form' }) {
  const columns = {
    md: 'lg:grid-cols-[minmax(0,1fr)_400px]',
    lg: 'lg:grid-cols-[minmax(0,1fr)_440px]',
    even: 'sm:grid-cols-2',
    // What is filled in stays readable on wide windows, with its preview beside it.
    form: 'lg:grid-cols-[minmax(0,50rem)_380px]',
  } as const
  return <div className={`grid grid-cols-[minmax(0,1fr)] items-start gap-4 *:min-w-0 ${columns[side]}`}>{children}</div>
}

/** Things one below the other, 16 px apart. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="grid min-w-0 content-start gap-4 *:min-w-0">{children}</div>
}

/** Filters above a list: wraps on wide windows, search on its own line on phones. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>
}
