// biome-ignore-all lint/a11y/useSemanticElements: virtual rows on a CSS grid cannot be table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: focus goes to the rows below
import type { ReactNode } from 'react'

type RowHeadingProps = {
  heading: ReactNode
  index: number
  measure?: (element: HTMLElement | null) => void
  children: ReactNode
}

/** The first row of a group with its heading above: measured together, since they come and go together. */
export function RowHeading({ heading, index, measure, children }: RowHeadingProps) {
  return (
    <div
      role="presentation"
      ref={measure}
      data-index={index}
      className="max-sm:first:overflow-clip max-sm:first:rounded-t-md"
    >
      <div role="row" className="flex min-h-8 items-center border-line border-b bg-sunken px-4 text-ink-2 text-xs">
        <div role="gridcell" className="flex min-w-0 flex-1 items-baseline gap-3">
          {heading}
        </div>
      </div>
      {children}
    </div>
  )
}
