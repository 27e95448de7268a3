import type { ReactNode, RefObject } from 'react'

export type LongRowsProps = {
  count: number
  /** Usual height of a row, px. */
  rowHeight: number
  keyOf: (index: number) => string | number
  /** Draws one row; `measure` is its ref, and it carries `data-index`. */
  renderRow: (index: number, measure?: (element: HTMLElement | null) => void) => ReactNode
  /** How to bring a row into the page that is not drawn; null while all are. */
  reveal?: RefObject<((index: number) => void) | null>
  /** Stands for the rows that are not drawn. */
  spacer?: 'div' | 'li'
}
