'use client'
import type { ReactNode } from 'react'
import { DataTable, type DataTableProps } from '#components/data-table/data-table.tsx'
import { NoMatchState } from '#components/feedback/no-match-state.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { QueryError } from './query-error.tsx'

/** What a list asks of its query: `useInfiniteQuery` and `useQuery` both fit. */
type ListQuery = {
  isPending: boolean
  isFetching: boolean
  error: Error | null
  refetch: () => unknown
  hasNextPage?: boolean
  isFetchingNextPage?: boolean
  fetchNextPage?: () => unknown
}

type InsteadOfRows = {
  list: ListQuery
  /** What the rows are, in a sentence: "portal sessions". */
  noun: string
  /** The filters that are on, as they read: "State: failing". */
  filters?: readonly string[]
  onClearFilters?: () => void
  /** About as many as there usually are: rows of the skeleton. */
  usualCount?: number
  /** Teaches what the thing is, where there is none at all. */
  empty: ReactNode
}

type Paging = 'hasMore' | 'isLoadingMore' | 'onLoadMore' | 'placeholder'
type ListTableProps<T> = Omit<DataTableProps<T>, Paging> & InsteadOfRows

/** A table of what a query reads page by page, with its loading, failed, no match and empty states. */
export function ListTable<T>(props: ListTableProps<T>) {
  const { list, noun, filters, onClearFilters, usualCount, empty, ...table } = props
  return (
    <DataTable
      {...table}
      hasMore={list.hasNextPage}
      isLoadingMore={list.isFetchingNextPage}
      onLoadMore={list.fetchNextPage}
      placeholder={table.rows.length > 0 ? undefined : <Instead {...props} />}
    />
  )
}

function Instead({ list, noun, filters = [], onClearFilters, usualCount = 8, empty }: InsteadOfRows) {
  if (list.isPending) return <SkeletonRows count={usualCount} />
  if (list.error)
    return <QueryError error={list.error} what={`The ${noun}`} onRetry={list.refetch} isRetrying={list.isFetching} />
  if (filters.length > 0 && onClearFilters)
    return <NoMatchState filters={filters} noun={noun} onClear={onClearFilters} />
  return empty
}
