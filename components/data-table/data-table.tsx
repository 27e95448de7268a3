// biome-ignore-all lint/a11y/useSemanticElements: virtual rows on a CSS grid cannot be table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: focus goes to rows; cells are read from there
'use client'
import type { RowData } from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '#components/ui/class-names.ts'
import { type DataColumn, gridTracks } from './data-column.ts'
import { DataHeader } from './data-header.tsx'
import { DataRow } from './data-row.tsx'
import { DataTableFoot } from './data-table-foot.tsx'
import { NewRowsPill } from './new-rows-pill.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { type TableModelOptions, useTableModel } from './use-table-model.ts'

export type DataTableProps<T extends RowData> = TableModelOptions<T> & {
  /** What the rows are: "Consumers". */
  label: string
  /** Names a row for screen readers; its id otherwise. */
  getRowLabel?: (row: T) => string
  /** 60 px with a second line instead of 36. */
  isDouble?: boolean
  /** Greys a row out: disabled consumers. */
  isMuted?: (row: T) => boolean
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
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { columns, label, isDouble = false, isFramed = true, activeId, onOpen, placeholder } = props
  const table = useTableModel(props)
  const rows = table.getRowModel().rows
  const [cursor, setCursor] = useState<string | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const virtual = useRows(rows.length, isDouble, body, (index) => rows[index]?.id ?? index)
  useLoadMore(props, virtual.getVirtualItems().at(-1)?.index ?? 0)

  const position = rows.findIndex((row) => row.id === (activeId ?? cursor))
  const focusRow = (index: number) => {
    const target = rows[index]
    if (!target) return
    setCursor(target.id)
    virtual.scrollToIndex(index, { align: 'auto' })
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    )
    if (activeId != null) onOpen?.(target.original)
  }
  useRowKeys({
    isOn: props.hasShortcuts !== false && rows.length > 0,
    container: body,
    onMove: (step) => focusRow(Math.min(rows.length - 1, Math.max(0, position + step))),
    onOpen: () => rows[position] && onOpen?.(rows[position].original),
    onToggle: () => rows[position]?.toggleSelected(),
    onKey: (key) => {
      const action = props.shortcuts?.[key]
      const row = rows[position]
      if (!action || !row) return false
      action(row.original)
      return true
    },
  })

  const hasSelection = props.onSelectionChange !== undefined
  const selection = hasSelection
    ? {
        isAll: rows.length > 0 && table.getIsAllRowsSelected(),
        isSome: table.getIsSomeRowsSelected(),
        onToggleAll: (isOn: boolean) => table.toggleAllRowsSelected(isOn),
      }
    : undefined
  return (
    <div className={cx('@container min-w-0', isFramed && 'rounded-md border border-line bg-surface')}>
      <NewRowsPill count={props.newCount ?? 0} onShow={() => props.onShowNew?.()} />
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={props.hasMore ? -1 : rows.length + 1}
        style={tracks(columns, hasSelection)}
      >
        <DataHeader
          columns={columns}
          sort={props.sort}
          onSort={(id) => table.getColumn(id)?.toggleSorting()}
          selection={selection}
          isFramed={isFramed}
        />
        <div
          ref={body}
          role="rowgroup"
          className="relative overflow-clip"
          style={{ height: placeholder ? 'auto' : virtual.getTotalSize() }}
        >
          {placeholder && <PlaceholderRow>{placeholder}</PlaceholderRow>}
          {!placeholder &&
            virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]
              if (!row) return null
              return (
                <DataRow
                  key={row.id}
                  id={row.id}
                  row={row.original}
                  label={props.getRowLabel?.(row.original) ?? row.id}
                  index={item.index}
                  start={item.start - virtual.options.scrollMargin}
                  columns={columns}
                  isDouble={isDouble}
                  isSelected={row.getIsSelected()}
                  isActive={row.id === activeId}
                  isTabStop={position < 0 ? item.index === 0 : item.index === position}
                  isMuted={props.isMuted?.(row.original) ?? false}
                  onSelect={hasSelection ? (isOn) => row.toggleSelected(isOn) : undefined}
                  onOpen={onOpen && (() => onOpen(row.original))}
                  onFocus={() => setCursor(row.id)}
                  measure={virtual.measureElement}
                />
              )
            })}
        </div>
      </div>
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

type BodyRef = React.RefObject<HTMLDivElement | null>

/** Virtual rows on the window's scroll. Top bar and head cover 80 px, the bulk bar the foot. */
function useRows(count: number, isDouble: boolean, body: BodyRef, getItemKey: (index: number) => string | number) {
  const [scrollMargin, setScrollMargin] = useState(0)
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect()
    if (box) setScrollMargin(Math.round(box.top + window.scrollY))
  })
  return useWindowVirtualizer({
    count,
    estimateSize: () => (isDouble ? 60 : 36),
    getItemKey,
    overscan: 8,
    scrollMargin,
    scrollPaddingStart: 80,
    scrollPaddingEnd: 64,
    initialRect: { width: 1280, height: 900 },
  })
}

function useLoadMore<T extends RowData>(props: DataTableProps<T>, lastIndex: number) {
  const { hasMore, isLoadingMore, onLoadMore, rows } = props
  const isNear = rows.length > 0 && lastIndex >= rows.length - 10
  useEffect(() => {
    if (isNear && hasMore && !isLoadingMore) onLoadMore?.()
  }, [isNear, hasMore, isLoadingMore, onLoadMore])
}

function tracks<T>(columns: readonly DataColumn<T>[], hasSelection: boolean): CSSProperties {
  const style: Record<`--${string}`, string> = {
    '--tracks': gridTracks(columns, hasSelection, false),
    '--tracks-narrow': gridTracks(columns, hasSelection, true),
  }
  return style
}
