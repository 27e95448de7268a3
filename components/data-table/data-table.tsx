// biome-ignore-all lint/a11y/useSemanticElements: virtual rows on a CSS grid cannot be table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: focus goes to rows; cells are read from there
'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cx } from '#components/ui/class-names.ts'
import { type DataColumn, gridTracks, type Sort } from './data-column.ts'
import { DataHeader } from './data-header.tsx'
import { DataRow } from './data-row.tsx'
import { DataTableFoot } from './data-table-foot.tsx'
import { LongRows } from './long-rows.tsx'
import { NewRowsPill } from './new-rows-pill.tsx'
import { RowHeading } from './row-heading.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { type SelectionProps, useSelection } from './use-selection.ts'

export type DataTableProps<T> = SelectionProps & {
  columns: readonly DataColumn<T>[]
  rows: readonly T[]
  getRowId: (row: T) => string
  /** Sorting happens where the rows come from. */
  sort?: Sort | null
  onSortChange?: (sort: Sort | null) => void
  /** What the rows are: "Consumers". */
  label: string
  /** Names a row for screen readers; its id otherwise. */
  getRowLabel?: (row: T) => string
  /** 60 px with a second line instead of 36. */
  isDouble?: boolean
  /** Greys a row out: disabled consumers. */
  isMuted?: (row: T) => boolean
  /** What stands above a row that begins a group; nothing within one. */
  headingOf?: (row: T, before: T | undefined) => ReactNode
  /** The row open in the drawer; `j` and `k` then open the neighbours. */
  activeId?: string | null
  onOpen?: (row: T) => void
  /** Single keys for the row under the cursor: `{ r: resend }`. */
  shortcuts?: Record<string, (row: T) => void>
  /** `j`, `k` and shortcuts work page-wide; switch it off for a second table. */
  hasShortcuts?: boolean
  newCount?: number
  onShowNew?: () => void
  hasMore?: boolean
  isLoadingMore?: boolean
  onLoadMore?: () => void
  /** Instead of rows: empty, error, no match, skeleton. */
  placeholder?: ReactNode
  footNote?: ReactNode
  /** Own edge; false inside a `Panel`. */
  isFramed?: boolean
}

/** A list of any length: virtual rows on the page's own scroll, selection, sort, keys, cards on phones. */
export function DataTable<T>(props: DataTableProps<T>) {
  const {
    columns,
    label,
    rows,
    getRowId,
    isDouble = false,
    isFramed = true,
    activeId,
    onOpen,
    placeholder,
    sort,
  } = props
  const ids = rows.map(getRowId)
  const selection = useSelection(props, ids)
  const [cursor, setCursor] = useState<string | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const reveal = useRef<((index: number) => void) | null>(null)
  const end = useLoadMore(props)

  const position = ids.indexOf(activeId ?? cursor ?? '')
  const current = rows[position]
  const focusRow = (index: number) => {
    const [target, id] = [rows[index], ids[index]]
    if (target === undefined || id === undefined) return
    setCursor(id)
    reveal.current?.(index)
    requestAnimationFrame(() => {
      const element = body.current?.querySelector<HTMLElement>(`[role=row][data-index="${index}"]`)
      element?.focus({ preventScroll: true })
      element?.scrollIntoView({ block: 'nearest' })
    })
    if (activeId != null) onOpen?.(target)
  }
  useRowKeys({
    isOn: props.hasShortcuts !== false && rows.length > 0,
    container: body,
    onMove: (step) => focusRow(Math.min(rows.length - 1, Math.max(0, position + step))),
    onOpen: () => current && onOpen?.(current),
    onToggle: () => current && selection?.set(getRowId(current), !selection.has(getRowId(current))),
    onKey: (key) => {
      const action = props.shortcuts?.[key]
      if (!action || !current) return false
      action(current)
      return true
    },
  })
  const hasFoot = props.hasMore || Boolean(props.footNote)
  const renderRow = (index: number, measure?: (element: HTMLElement | null) => void) => {
    const [row, id] = [rows[index], ids[index]]
    if (row === undefined || id === undefined) return null
    const heading = props.headingOf?.(row, rows[index - 1])
    const drawn = (
      <DataRow
        key={id}
        id={id}
        row={row}
        label={props.getRowLabel?.(row) ?? id}
        index={index}
        columns={columns}
        isDouble={isDouble}
        isSelected={selection?.has(id) ?? false}
        isActive={id === activeId}
        isTabStop={index === Math.max(0, position)}
        isMuted={props.isMuted?.(row) ?? false}
        onSelect={selection ? (isOn) => selection.set(id, isOn) : undefined}
        onOpen={onOpen && (() => onOpen(row))}
        onFocus={() => setCursor(id)}
        measure={heading ? undefined : measure}
      />
    )
    if (!heading) return drawn
    return (
      <RowHeading key={id} heading={heading} index={index} measure={measure}>
        {drawn}
      </RowHeading>
    )
  }
  return (
    <div className={cx('@container min-w-0', isFramed && 'rounded-md border border-line bg-surface')}>
      <NewRowsPill isUnderHead count={props.newCount ?? 0} onShow={() => props.onShowNew?.()} />
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={props.hasMore ? -1 : rows.length + 1}
        style={gridTracks(columns, selection !== null)}
      >
        <DataHeader
          columns={columns}
          sort={sort ?? null}
          onSort={(next) => props.onSortChange?.(next)}
          selection={selection}
          isFramed={isFramed}
        />
        {/* The last row's hairline lies on the edge of the frame. */}
        <div ref={body} role="rowgroup" className={cx('overflow-clip', !hasFoot && '-mb-px rounded-b-md')}>
          {placeholder ? (
            <PlaceholderRow>{placeholder}</PlaceholderRow>
          ) : (
            <LongRows
              count={rows.length}
              rowHeight={isDouble ? 60 : 36}
              keyOf={(index) => ids[index] ?? index}
              renderRow={renderRow}
              reveal={reveal}
            />
          )}
        </div>
      </div>
      <span ref={end} />
      <DataTableFoot
        hasMore={props.hasMore ?? false}
        isLoadingMore={props.isLoadingMore ?? false}
        onLoadMore={props.onLoadMore}
        note={props.footNote}
      />
    </div>
  )
}

function PlaceholderRow({ children }: { children: ReactNode }) {
  return (
    <div role="row" tabIndex={-1}>
      <div role="gridcell">{children}</div>
    </div>
  )
}

/** Asks for more rows when the end of the list comes near; the ref goes to what stands there. */
function useLoadMore<T>({ hasMore = false, isLoadingMore = false, onLoadMore, rows }: DataTableProps<T>) {
  const end = useRef<HTMLSpanElement>(null)
  const load = useRef(onLoadMore)
  useEffect(() => {
    load.current = onLoadMore
  })
  useEffect(() => {
    if (!hasMore || isLoadingMore || rows.length === 0 || !end.current) return
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && load.current?.(), {
      rootMargin: '0px 0px 600px 0px',
    })
    watcher.observe(end.current)
    return () => watcher.disconnect()
  }, [hasMore, isLoadingMore, rows.length])
  return end
}
