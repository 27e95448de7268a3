'use client'
import { type ReactNode, useRef } from 'react'
import { LongRows } from '#components/data-table/long-rows.tsx'
import { NewRowsPill } from '#components/data-table/new-rows-pill.tsx'
import { useResendFailed } from '#components/deliveries/use-resend-failed.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { formatClock, formatCount } from '#lib/format.ts'
import { LiveLine } from './live-line.tsx'
import type { LiveRow } from './live-rows.ts'
import { useLineKeys } from './use-line-keys.ts'

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
  const list = useRef<HTMLUListElement>(null)
  const mayResend = useCan('delivery:write')
  const { mutate: resendFailed } = useResendFailed(instanceId)
  useLineKeys(list, mayResend ? resendFailed : undefined)
  return (
    <div className="min-w-0 rounded-md border border-line bg-surface">
      <NewRowsPill count={newCount} onShow={onShowNew} />
      {placeholder}
      <ul ref={list} aria-label="Events, newest first" className="-mb-px overflow-clip rounded-md">
        <LongRows
          count={rows.length}
          rowHeight={ROW}
          keyOf={(index) => rows[index]?.id ?? index}
          renderRow={(index, measure) => (
            <Row key={rows[index]?.id} {...{ row: rows[index], index, measure, instanceId }} />
          )}
          spacer="li"
        />
      </ul>
    </div>
  )
}

type RowProps = {
  row: LiveRow | undefined
  index: number
  measure?: (element: HTMLElement | null) => void
  instanceId: string
}

function Row({ row, index, measure, instanceId }: RowProps) {
  if (!row) return null
  return (
    <li ref={measure} data-index={index} className="overflow-clip border-line border-b sm:h-7">
      {row.kind === 'event' ? <LiveLine event={row.event} instanceId={instanceId} /> : <Second row={row} />}
    </li>
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
