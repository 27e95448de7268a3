'use client'
import { lazy, Suspense } from 'react'
import type { LongRowsProps } from './long-rows-props.ts'

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
