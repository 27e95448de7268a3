'use client'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { LongRowsProps } from './long-rows-props.ts'

/** Rows near the window, between two spacers of the height of the rest, on the page's own scroll. */
export function VirtualRows({ count, rowHeight, keyOf, renderRow, reveal, spacer: Spacer = 'div' }: LongRowsProps) {
  const top = useRef<HTMLDivElement & HTMLLIElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  useLayoutEffect(() => {
    const box = top.current?.getBoundingClientRect()
    if (box) setScrollMargin(Math.round(box.top + window.scrollY))
  })
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: 12,
    scrollMargin,
    // Top bar and head cover 80 px, the bulk bar the foot.
    scrollPaddingStart: 80,
    scrollPaddingEnd: 64,
  })
  useEffect(() => {
    if (!reveal) return
    reveal.current = (index) => virtual.scrollToIndex(index, { align: 'auto' })
    return () => {
      reveal.current = null
    }
  }, [reveal, virtual])
  const items = virtual.getVirtualItems()
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin)
  return (
    <>
      <Spacer ref={top} aria-hidden="true" style={{ height: before }} />
      {items.map((item) => renderRow(item.index, virtual.measureElement))}
      <Spacer aria-hidden="true" style={{ height: after }} />
    </>
  )
}
