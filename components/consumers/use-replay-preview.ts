import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { consumerQueries, type ReplayKind } from '#lib/queries/consumers.ts'

/** Counts what a recover or replay would send, piece by piece until all is counted; `sofar` are lower bounds till then. */
export function useReplayPreview(instanceId: string, consumerId: string, kind: ReplayKind, since: string) {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    consumerQueries.replay(instanceId, consumerId, kind, since),
  )
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage()
  }, [hasNextPage, isFetching, error, fetchNextPage])
  return { sofar: data?.pages.at(-1) ?? null, isComplete: data !== undefined && !hasNextPage, error }
}
