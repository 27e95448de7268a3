'use client'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

type DataTableFootProps = {
  hasMore: boolean
  isLoadingMore: boolean
  onLoadMore?: () => void
  /** At the right: "j k move". */
  note?: ReactNode
}

/** Fixed height, so that loading moves nothing. The button is for those who do not scroll. */
export function DataTableFoot({ hasMore, isLoadingMore, onLoadMore, note }: DataTableFootProps) {
  if (!hasMore && !note) return null
  return (
    <div className="flex h-10 items-center gap-3 px-4 text-ink-3 text-xs">
      {isLoadingMore && (
        <span role="status" aria-label="Loading older rows" className="flex flex-1 items-center gap-4">
          <Skeleton className="w-24" />
          <Skeleton className="w-40" />
        </span>
      )}
      {hasMore && !isLoadingMore && (
        <Button variant="quiet" onPress={onLoadMore} className="-ml-2.5 text-xs">
          Load older
        </Button>
      )}
      {note && <span className="ml-auto flex items-center gap-1 max-sm:hidden">{note}</span>}
    </div>
  )
}
