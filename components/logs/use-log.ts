'use client'
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { LIVE_INTERVAL } from '#components/frame/live-interval.ts'
import { type LogFilters, type LoggedMessage, logQueries } from '#lib/queries/logged-messages.ts'

const DAY_MS = 86_400_000
const FULL = 50

/**
 * The log: pages that stay put while new messages come in, with the statuses of the newest kept fresh. A search
 * goes on by itself until a page is full or a day is searched; then `searchOlder` goes on.
 */
export function useLog(instanceId: string, filters: LogFilters) {
  const queries = useQueryClient()
  const list = useInfiniteQuery({ ...logQueries.list(instanceId, filters), placeholderData: keepPreviousData })
  const head = useQuery({ ...logQueries.head(instanceId, filters), refetchInterval: headInterval(filters) })
  const kept = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const rows = useMemo(() => withFresh(kept, head.data?.data ?? []), [kept, head.data])
  const search = useSearch(list, filters)
  const newCount = list.isPlaceholderData ? 0 : countNew(kept, head.data?.data ?? [], list.isSuccess)
  const showNew = () => {
    window.scrollTo({ top: 0 })
    return queries.resetQueries({ queryKey: logQueries.list(instanceId, filters).queryKey })
  }
  return { list, rows, newCount, showNew, search }
}

/** A search is too dear to repeat twice a second. */
function headInterval(filters: LogFilters): number {
  const { eventType, since, from, to, view, ...dear } = filters
  return Object.values(dear).some((value) => value !== '') ? 5000 : LIVE_INTERVAL * 2
}

type List = {
  readonly data?: { readonly pages: readonly { searched: number; searchedTo: string | null; data: unknown[] }[] }
  readonly hasNextPage: boolean
  readonly isFetching: boolean
  readonly isError: boolean
  readonly isPlaceholderData: boolean
  readonly fetchNextPage: () => unknown
}

function useSearch(list: List, filters: LogFilters) {
  const key = JSON.stringify(filters)
  const [reach, setReach] = useState({ key, ms: DAY_MS, wanted: FULL })
  const { ms, wanted } = reach.key === key ? reach : { ms: DAY_MS, wanted: FULL }
  const pages = list.data?.pages ?? []
  const searchedTo = pages.findLast((page) => page.searchedTo !== null)?.searchedTo ?? null
  const found = pages.reduce((sum, page) => sum + page.data.length, 0)
  const searched = pages.reduce((sum, page) => sum + page.searched, 0)
  const age = searchedTo === null ? 0 : Date.now() - Date.parse(searchedTo)
  const isOn = list.hasNextPage && !list.isPlaceholderData && !list.isError && found < wanted && age < ms
  const { isFetching, fetchNextPage } = list
  useEffect(() => {
    if (isOn && !isFetching) fetchNextPage()
  }, [isOn, isFetching, fetchNextPage])
  return {
    isOn,
    searched,
    searchedTo,
    /** Of the time that is searched before it stops, `0…1`. */
    share: Math.min(1, age / ms),
    canGoOn: list.hasNextPage && !isOn && found < wanted,
    searchOlder: () => setReach({ key, ms: Math.max(age, ms) * 4, wanted }),
    stop: () => setReach({ key, ms: 0, wanted }),
  }
}

function withFresh(rows: readonly LoggedMessage[], head: readonly LoggedMessage[]): readonly LoggedMessage[] {
  const fresh = new Map(head.map((entry) => [entry.message.id, entry]))
  return rows.map((row) => fresh.get(row.message.id) ?? row)
}

function countNew(rows: readonly LoggedMessage[], head: readonly LoggedMessage[], isLoaded: boolean): number {
  if (!isLoaded) return 0
  const newest = rows[0]?.message.id ?? ''
  return head.filter(({ message }) => message.id > newest).length
}
