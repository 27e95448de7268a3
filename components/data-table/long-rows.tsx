'use client'
import { lazy, type ReactNode, type RefObject, Suspense } from 'react'

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

/** More than one page of any list; up to here all rows are simply drawn. */
const FEW = 120

const VirtualRows = lazy(() => import('./virtual-rows.tsx').then((module) => ({ default: module.VirtualRows })))

/** The rows of a list of any length; of a long one only those near the window are in the page. */
export function LongRows(props: LongRowsProps) {
  const plain = Array.from({ length: props.count }, (_, index) => props.renderRow(index))
  if (props.count <= FEW) return plain
  return (
    <Suspense fallback={plain}>
      <VirtualRows {...props} />
    </Suspense>
  )
}
