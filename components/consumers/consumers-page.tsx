'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useState } from 'react'
import { SortFilter } from '#components/data-table/sort-filter.tsx'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { formatCount, formatNumber } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { overviewQueries } from '#lib/queries/overview.ts'
import { ConsumerBulkBar } from './consumer-bulk-bar.tsx'
import { consumerColumns } from './consumer-columns.tsx'
import { consumerName } from './consumer-name.ts'
import { useChosenConsumers } from './use-chosen-consumers.ts'
import { useConsumerFilters } from './use-consumer-filters.ts'

const STATES = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'failing', label: 'Failing' },
  { value: 'backlog', label: 'Backlog' },
  { value: 'slow', label: 'Slow' },
  { value: 'paused', label: 'Paused' },
  { value: 'disabled', label: 'Disabled' },
  { value: 'expiring', label: 'Certificate ends soon' },
]

/** All consumers of an instance. */
export function ConsumersPage({ instanceId }: { instanceId: string }) {
  const { filters, setFilters, active, clear, sort, setSort } = useConsumerFilters()
  const list = useInfiniteQuery({
    ...consumerQueries.list(instanceId, filters),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 10_000),
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const tags = useMemo(() => [...new Set(rows.flatMap((row) => row.channels))].sort(), [rows])
  const chosen = useChosenConsumers(instanceId, filters, rows)
  const columns = useMemo(() => consumerColumns(instanceId), [instanceId])
  const router = useRouter()
  const { data: all } = useQuery({
    ...overviewQueries.attention(instanceId, '6h'),
    refetchInterval: false,
    enabled: useCan('source:read'),
    select: ({ consumers }) => consumers,
  })
  const mayWrite = useCan('consumer:write')
  const add = (
    <ButtonLink href={`/${instanceId}/consumers/add`} variant="primary" icon={<Plus />}>
      Add consumer
    </ButtonLink>
  )
  return (
    <Page>
      <PageHeader title="Consumers" actions={mayWrite && (rows.length > 0 || active.length > 0) && add} />
      <Filters
        instanceId={instanceId}
        filters={filters}
        onChange={setFilters}
        count={counted(rows.length, list.hasNextPage, active.length === 0 ? all : undefined)}
        tags={tags}
        sortFilter={<SortFilter columns={columns} sort={sort} onSort={setSort} />}
      />
      <ListTable
        label="Consumers"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={consumerName}
        isDouble
        sort={sort}
        onSortChange={setSort}
        isMuted={(row) => row.disabled}
        onOpen={(row) => router.push(`/${instanceId}/consumers/${row.id}`)}
        selection={mayWrite ? chosen.selection : undefined}
        onSelectionChange={mayWrite ? chosen.choose : undefined}
        list={list}
        noun="consumers"
        filters={active}
        onClearFilters={clear}
        empty={<FirstConsumer instanceId={instanceId} action={mayWrite ? add : undefined} />}
      />
      {mayWrite && <ConsumerBulkBar instanceId={instanceId} chosen={chosen} hasMore={list.hasNextPage} />}
    </Page>
  )
}

/** `all`: how many there are, where nothing filters and that is known. */
function counted(shown: number, hasMore: boolean, all: number | undefined): string {
  if (shown === 0) return ''
  if (!hasMore) return formatCount(shown, 'consumer')
  return all === undefined ? `${formatNumber(shown)}+ consumers` : formatCount(all, 'consumer')
}

type FiltersProps = {
  instanceId: string
  filters: ReturnType<typeof useConsumerFilters>['filters']
  onChange: ReturnType<typeof useConsumerFilters>['setFilters']
  count: string
  /** Tags of the loaded consumers, to choose from. */
  tags: readonly string[]
  sortFilter: ReactNode
}

function Filters({ instanceId, filters, onChange, count, tags, sortFilter }: FiltersProps) {
  const types = useQuery(eventTypeQueries.all(instanceId))
  const options = (types.data ?? []).map(({ name }) => ({ value: name, label: name, mono: true }))
  return (
    <Toolbar>
      <SearchField
        label="Name, URL or id"
        placeholder="Name, URL or id"
        hasShortcut
        value={filters.search}
        onChange={(search) => onChange({ search })}
      />
      <Filter
        label="State"
        isSingle
        options={STATES}
        value={one(filters.state)}
        onChange={([state]) => onChange({ state: state ?? null })}
      />
      <Filter
        label="Event type"
        isSingle
        options={options}
        value={one(filters.eventType)}
        onChange={([eventType]) => onChange({ eventType: eventType ?? null })}
      />
      <TagFilter value={filters.tag} known={tags} onChange={(tag) => onChange({ tag })} />
      {sortFilter}
      <span aria-live="polite" className="ml-auto text-ink-3 max-sm:hidden">
        {count}
      </span>
    </Toolbar>
  )
}

/** Offers the tags that are loaded, and any other that is typed. */
function TagFilter({
  value,
  known,
  onChange,
}: {
  value: string
  known: readonly string[]
  onChange: (tag: string | null) => void
}) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const matching = known.filter((tag) => tag.toLowerCase().includes(wanted))
  const own = typed.trim() !== '' && !known.includes(typed.trim()) ? [typed.trim()] : []
  const shown = [...new Set([...(value === '' ? [] : [value]), ...own, ...matching])]
  return (
    <Filter
      label="Tag"
      isSingle
      onSearch={setTyped}
      options={shown.map((tag) => ({ value: tag, label: tag, mono: true }))}
      value={one(value)}
      onChange={([tag]) => onChange(tag ?? null)}
    />
  )
}

function one(value: string): string[] {
  return value === '' ? [] : [value]
}

function FirstConsumer({ instanceId, action }: { instanceId: string; action?: ReactNode }) {
  const curl = `curl "$POSTHORN/api/v1/app/${instanceId}/endpoint" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"url": "https://example.com/hooks", "filterTypes": ["invoice.paid"]}'`
  return (
    <EmptyState title="No consumers yet" action={action} curl={curl}>
      A consumer is a URL that gets your events: signed, retried, at the rate you allow.
    </EmptyState>
  )
}
