'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { DataTable } from '#components/data-table/data-table.tsx'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { NoMatchState } from '#components/feedback/no-match-state.tsx'
import { LIVE_INTERVAL } from '#components/frame/live-interval.ts'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import { MESSAGE_COLUMNS } from './message-columns.tsx'

const parsers = {
  eventType: parseAsString.withDefault(''),
  tag: parseAsString.withDefault(''),
  label: parseAsString.withDefault(''),
  since: parseAsString.withDefault(''),
}

const RANGES = [
  { value: '1', label: 'last hour' },
  { value: '24', label: 'last 24 h' },
  { value: '168', label: 'last 7 days' },
]

/** All messages of an instance, newest first. */
export function LogsPage({ instanceId }: { instanceId: string }) {
  const [filters, setFilters] = useQueryStates(parsers, { throttleMs: 200 })
  const interval = LIVE_INTERVAL
  const list = useInfiniteQuery({
    ...messageQueries.list(instanceId, filters),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : interval),
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const router = useRouter()
  const active = [
    filters.eventType && `Event type: ${filters.eventType}`,
    filters.tag && `Tag: ${filters.tag}`,
    filters.label && `Label: ${filters.label}`,
    filters.since && `Time: ${RANGES.find(({ value }) => value === filters.since)?.label ?? filters.since}`,
  ].filter((text) => text !== '')
  return (
    <Page>
      <PageHeader title="Logs" />
      <LogFilters instanceId={instanceId} filters={filters} onChange={setFilters} />
      <DataTable
        label="Messages"
        columns={MESSAGE_COLUMNS}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => `${row.eventType}, ${row.timestamp}`}
        onOpen={(row) => router.push(`/${instanceId}/logs/${row.id}`)}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        onLoadMore={list.fetchNextPage}
        placeholder={
          list.isPending ? (
            <SkeletonRows count={10} />
          ) : list.isError && rows.length === 0 ? (
            <QueryError error={list.error} what="The messages" onRetry={list.refetch} isRetrying={list.isFetching} />
          ) : rows.length > 0 ? undefined : active.length > 0 ? (
            <NoMatchState filters={active} noun="messages" onClear={() => setFilters(null)} />
          ) : (
            <NoMessages instanceId={instanceId} />
          )
        }
        footNote={
          rows.length > 0 && (
            <>
              <Kbd>j</Kbd> <Kbd>k</Kbd> move <Kbd>Enter</Kbd> open
            </>
          )
        }
      />
    </Page>
  )
}

type Filters = { eventType: string; tag: string; label: string; since: string }
type FiltersProps = {
  instanceId: string
  filters: Filters
  onChange: (change: { [K in keyof Filters]?: string | null }) => void
}

function LogFilters({ instanceId, filters, onChange }: FiltersProps) {
  const types = useQuery(eventTypeQueries.all(instanceId))
  const options = (types.data ?? []).map(({ name }) => ({ value: name, label: name, mono: true }))
  return (
    <Toolbar>
      <SearchField
        label="Company tag"
        placeholder="Tag, for example region:us"
        hasShortcut
        value={filters.tag}
        onChange={(tag) => onChange({ tag })}
      />
      <Filter
        label="Event type"
        isSingle
        options={options}
        value={one(filters.eventType)}
        onChange={([eventType]) => onChange({ eventType: eventType ?? null })}
      />
      <Filter
        label="Time"
        isSingle
        options={RANGES}
        value={one(filters.since)}
        onChange={([since]) => onChange({ since: since ?? null })}
      />
    </Toolbar>
  )
}

function one(value: string): string[] {
  return value === '' ? [] : [value]
}

function NoMessages({ instanceId }: { instanceId: string }) {
  const curl = `curl "$POSTHORN/api/v1/app/${instanceId}/msg" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"eventType": "invoice.paid", "payload": {"id": "inv_1"}}'`
  return (
    <EmptyState title="No messages yet" curl={curl}>
      A message is one event that was accepted: through the API, from a source, or with “Send event” above.
    </EmptyState>
  )
}
