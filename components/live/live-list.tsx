'use client'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { NewRowsPill } from '#components/data-table/new-rows-pill.tsx'
import { formatClock, formatCount } from '#lib/format.ts'
import { LiveLine } from './live-line.tsx'
import type { LiveRow } from './live-rows.ts'

const ROW = 28

type LiveListProps = {
  rows: readonly LiveRow[]
  instanceId: string
  newCount: number
  onShowNew: () => void
  placeholder?: ReactNode
}

/** The lines of the log, newest first: only those in view are in the page. */
export function LiveList({ rows, instanceId, newCount, onShowNew, placeholder }: LiveListProps) {
  const body = useRef<HTMLUListElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect()
    if (box) setScrollMargin(Math.round(box.top + window.scrollY))
  })
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollMargin,
    initialRect: { width: 1280, height: 900 },
  })
  return (
    <div className="min-w-0 rounded-md border border-line bg-surface">
      <NewRowsPill count={newCount} onShow={onShowNew} />
      {placeholder}
      <ul
        ref={body}
        aria-label="Events, newest first"
        className="relative overflow-clip"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <li
              key={row.id}
              className="absolute inset-x-0 top-0 border-line border-b"
              style={{ height: ROW, transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
            >
              {row.kind === 'event' ? <LiveLine event={row.event} instanceId={instanceId} /> : <Second row={row} />}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Second({ row }: { row: Extract<LiveRow, { kind: 'second' }> }) {
  return (
    <p className="mono flex h-7 items-center gap-3 bg-sunken px-4 text-ink-2">
      <time dateTime={row.at}>{formatClock(row.at, 'local')}</time>
      <span className="text-ink-3">{formatCount(row.count, 'event')}</span>
    </p>
  )
}
