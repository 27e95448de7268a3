import type { ReactNode } from 'react'
import { Rail, type RailProps } from './rail.tsx'
import { TopBar, type TopBarProps } from './top-bar.tsx'

type AppFrameProps = { rail: RailProps; top: TopBarProps; children: ReactNode }

/** Rail, top bar and the page. Knows no data: everything comes by props. */
export function AppFrame({ rail, top, children }: AppFrameProps) {
  return (
    <div className="grid min-h-dvh max-sm:pb-14 sm:grid-cols-[var(--size-rail-slim)_minmax(0,1fr)] lg:grid-cols-[var(--size-rail)_minmax(0,1fr)]">
      <a
        href="#main"
        className="-translate-y-16 absolute top-2 left-2 z-(--z-toast) rounded-sm bg-raised px-3 py-1 shadow-float focus:translate-y-0"
      >
        Skip to the page
      </a>
      <Rail {...rail} />
      <div className="min-w-0">
        <TopBar {...top} />
        <main id="main" tabIndex={-1} className="outline-none">
          {children}
        </main>
      </div>
    </div>
  )
}
