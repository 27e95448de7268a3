'use client'
import {
  type RowData,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { DataColumn } from './data-column.ts'

const features = tableFeatures({ rowSelectionFeature, rowSortingFeature })
const noSort: SortingState = []

export type Sort = { id: string; desc: boolean }

export type TableModelOptions<T extends RowData> = {
  columns: readonly DataColumn<T>[]
  rows: readonly T[]
  getRowId: (row: T) => string
  selection?: ReadonlySet<string>
  onSelectionChange?: (selection: Set<string>) => void
  /** Sorting happens where the rows come from. */
  sort?: Sort | null
  onSortChange?: (sort: Sort) => void
}

/** Rows, selection and sort as a model; the caller keeps the state (usually in the address). */
export function useTableModel<T extends RowData>(options: TableModelOptions<T>) {
  const { columns, rows, getRowId, selection, onSelectionChange, sort, onSortChange } = options
  const defs = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: T) => row,
        enableSorting: column.isSortable === true,
      })),
    [columns],
  )
  const rowSelection = useMemo(() => toRecord(selection), [selection])
  const sorting = useMemo(() => (sort ? [sort] : noSort), [sort])
  return useTable({
    features,
    columns: defs,
    data: rows,
    getRowId,
    state: { rowSelection, sorting },
    enableRowSelection: onSelectionChange !== undefined,
    manualSorting: true,
    enableSortingRemoval: false,
    onRowSelectionChange: (updater) => {
      const next = typeof updater === 'function' ? updater(rowSelection) : updater
      onSelectionChange?.(new Set(Object.keys(next)))
    },
    onSortingChange: (updater) => {
      const [next] = typeof updater === 'function' ? updater(sorting) : updater
      if (next) onSortChange?.(next)
    },
  })
}

function toRecord(selection: ReadonlySet<string> | undefined): Record<string, true> {
  const record: Record<string, true> = {}
  for (const id of selection ?? []) record[id] = true
  return record
}
