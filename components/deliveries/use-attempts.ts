'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { LIVE_INTERVAL } from '#components/frame/live-interval.ts'
import { type AttemptFilters, attemptQueries } from '#lib/queries/attempts.ts'

/** Searches on end that may find nothing, of 1,000 attempts each, before the person is asked to go on. */
const MOST_SEARCHES = 50

/**
 * The attempts of a consumer, newest first, fresh within a second while the first page is all that is loaded.
 * `sentAfter`: the newest id ('' for none) when somebody sent one and waits for it: asked for more often until it shows.
 */
export function useAttempts(
  instanceId: string,
  consumerId: string,
  filters: AttemptFilters,
  sentAfter: string | null = null,
) {
  const list = useInfiniteQuery({
    ...attemptQueries.ofConsumer(instanceId, consumerId, filters),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      if ((data?.pages.length ?? 0) > 1) return false
      return sentAfter === (data?.pages[0]?.data[0]?.id ?? '') ? LIVE_INTERVAL / 4 : LIVE_INTERVAL
    },
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const isDeep = (list.data?.pages.length ?? 0) > 1
  const head = useInfiniteQuery({
    ...attemptQueries.ofConsumer(instanceId, consumerId, filters),
    queryKey: [...attemptQueries.ofConsumer(instanceId, consumerId, filters).queryKey, 'head'],
    enabled: isDeep,
    refetchInterval: LIVE_INTERVAL,
    maxPages: 1,
  })
  const { isFetching, isError, isPlaceholderData, fetchNextPage } = list
  const mayGoOn = list.hasNextPage && !isError && !isPlaceholderData
  const isSearching = mayGoOn && rows.length === 0 && (list.data?.pages.length ?? 0) < MOST_SEARCHES
  useEffect(() => {
    if (isSearching && !isFetching) fetchNextPage()
  }, [isSearching, isFetching, fetchNextPage])
  const newest = rows[0]?.id
  const fresh = isDeep ? (head.data?.pages[0]?.data ?? []) : []
  const seen = fresh.findIndex((attempt) => attempt.id === newest)
  return { list, rows, isSearching, newCount: seen < 0 ? fresh.length : seen }
}
