'use client'
import { useQuery } from '@tanstack/react-query'
import FileUp from 'lucide-react/icons/file-up'
import Plus from 'lucide-react/icons/plus'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { parseAsBoolean, parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import type { DataColumn } from '#components/data-table/data-column.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { formatCompact, formatCount, formatNumber } from '#lib/format.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'
import { type DailyTraffic, groupOf, perDay, sumOf } from './group-event-types.ts'

const EventTypeFormDialog = dynamic(
  () => import('./event-type-form-dialog.tsx').then((module) => module.EventTypeFormDialog),
  { loading: () => null },
)
const ImportOpenApiDialog = dynamic(
  () => import('./import-open-api-dialog.tsx').then((module) => module.ImportOpenApiDialog),
  { loading: () => null },
)
const LoadPresetDialog = dynamic(() => import('./load-preset-dialog.tsx').then((module) => module.LoadPresetDialog), {
  loading: () => null,
})

const columnsWith = (daily: DailyTraffic | undefined): readonly DataColumn<EventTypeItem>[] => [
  {
    id: 'name',
    header: 'Event type',
    width: 'minmax(200px,1.4fr)',
    card: 'lead',
    cell: (row) => (
      <span className="flex items-center gap-2">
        <span className={`mono truncate font-medium ${row.deprecated ? 'line-through' : ''}`}>{row.name}</span>
        {row.discovered && <NotePill>discovered</NotePill>}
        {row.deprecated && <NotePill>deprecated</NotePill>}
        {row.archived && <NotePill>archived</NotePill>}
      </span>
    ),
  },
  {
    id: 'description',
    header: 'Description',
    width: 'minmax(160px,2fr)',
    card: 'start',
    cell: (row) => <span className="block truncate text-ink-2">{row.description || '–'}</span>,
  },
  {
    id: 'schema',
    header: 'Schema',
    width: '72px',
    align: 'end',
    card: 'none',
    isSecondary: true,
    cell: (row) => (
      <span className="text-ink-3">{row.schemas === null ? 'none' : `v${Object.keys(row.schemas).length}`}</span>
    ),
  },
  {
    id: 'daily',
    header: 'Last 24 h',
    width: '80px',
    align: 'end',
    card: 'aside',
    cell: (row) => <Traffic count={daily === undefined ? undefined : (daily[row.name] ?? 0)} />,
  },
]

/** The catalogue of an instance. */
export function EventTypesPage({ instanceId }: { instanceId: string }) {
  const [search, setSearch] = useQueryState('search', parseAsString.withDefault(''))
  const [wanted, setWanted] = useQueryState('import', parseAsString)
  const [group, setGroup] = useQueryState('group', parseAsString.withDefault(''))
  const [hasArchived, setArchived] = useQueryState('archived', parseAsBoolean.withDefault(false))
  const [isAdding, setAdding] = useState(false)
  const types = useQuery(eventTypeQueries.catalogue(instanceId))
  const { data: daily } = useQuery(eventTypeQueries.daily(instanceId))
  const columns = useMemo(() => columnsWith(daily), [daily])
  const mayWrite = useCan('event-type:write')
  const router = useRouter()
  const rows = useMemo(() => {
    const text = search.toLowerCase()
    const fits = (type: EventTypeItem) =>
      (hasArchived || !type.archived) &&
      (group === '' || nameOfGroup(type) === group) &&
      [type.name, type.groupName, type.description].some((part) => part?.toLowerCase().includes(text))
    return (types.data ?? []).filter(fits).sort(byGroup)
  }, [types.data, search, group, hasArchived])
  const groups = useMemo(() => countGroups(types.data ?? [], hasArchived), [types.data, hasArchived])
  const archived = (types.data ?? []).filter((type) => type.archived).length
  const active = [search && `Search: ${search}`, group && `Group: ${group}`].filter((text) => text !== '')
  const add = (
    <Button variant="primary" icon={<Plus />} onPress={() => setAdding(true)}>
      Add event type
    </Button>
  )
  const importing = (
    <>
      <Button icon={<FileUp />} onPress={() => setWanted('openapi')}>
        Import OpenAPI…
      </Button>
      <Button onPress={() => setWanted('codat')}>Load preset…</Button>
    </>
  )
  const hasAny = (types.data?.length ?? 0) > 0
  return (
    <Page>
      <PageHeader
        title="Event types"
        actions={
          mayWrite &&
          hasAny && (
            <>
              {importing}
              {add}
            </>
          )
        }
      />
      <Toolbar>
        <SearchField
          label="Name, group or description"
          placeholder="Name, group or description"
          hasShortcut
          value={search}
          onChange={setSearch}
        />
        <Filter
          label="Group"
          isSingle
          options={groups}
          value={group === '' ? [] : [group]}
          onChange={([next]) => void setGroup(next ?? null)}
        />
        {archived > 0 && (
          <Switch isSelected={hasArchived} onChange={(isOn) => void setArchived(isOn || null)}>
            Archived
          </Switch>
        )}
        <span aria-live="polite" className="ml-auto text-ink-3 max-sm:hidden">
          {hasAny && formatCount(rows.length, 'event type')}
        </span>
      </Toolbar>
      <ListTable
        label="Event types"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.name}
        isMuted={(row) => row.archived}
        headingOf={(row, before) =>
          before !== undefined && nameOfGroup(before) === nameOfGroup(row) ? null : (
            <GroupHeading name={nameOfGroup(row)} rows={rows} daily={daily} />
          )
        }
        onOpen={(row) => router.push(`/${instanceId}/event-types/${encodeURIComponent(row.name)}`)}
        list={types}
        noun="event types"
        filters={active.length > 0 ? active : hasAny ? ['Archived: hidden'] : []}
        onClearFilters={() => {
          void setSearch(null)
          void setGroup(null)
          if (active.length === 0) void setArchived(true)
        }}
        empty={
          <NoEventTypes
            action={
              mayWrite ? (
                <>
                  {add}
                  {importing}
                </>
              ) : undefined
            }
          />
        }
      />
      {isAdding && <EventTypeFormDialog instanceId={instanceId} onOpenChange={setAdding} />}
      {wanted === 'openapi' && (
        <ImportOpenApiDialog instanceId={instanceId} onOpenChange={(isOpen) => !isOpen && void setWanted(null)} />
      )}
      {wanted === 'codat' && (
        <LoadPresetDialog instanceId={instanceId} onOpenChange={(isOpen) => !isOpen && void setWanted(null)} />
      )}
    </Page>
  )
}

function Traffic({ count }: { count: number | undefined }) {
  if (!count) return <span className="text-ink-3">{count === 0 ? 0 : '–'}</span>
  return <span title={formatCount(count, 'message')}>{formatCompact(count)}</span>
}

type GroupHeadingProps = { name: string; rows: readonly EventTypeItem[]; daily: DailyTraffic | undefined }

function GroupHeading({ name, rows, daily = {} }: GroupHeadingProps) {
  const types = rows.filter((row) => nameOfGroup(row) === name)
  return (
    <>
      <b className="truncate font-medium text-ink">{name}</b>
      <span className="whitespace-nowrap">{formatCount(types.length, 'type')}</span>
      <span className="ml-auto whitespace-nowrap">{perDay(sumOf(types, daily))}</span>
    </>
  )
}

function nameOfGroup(type: EventTypeItem): string {
  return type.groupName ?? groupOf(type.name)
}

function byGroup(a: EventTypeItem, b: EventTypeItem): number {
  return nameOfGroup(a).localeCompare(nameOfGroup(b)) || a.name.localeCompare(b.name)
}

function countGroups(types: readonly EventTypeItem[], hasArchived: boolean) {
  const counts = new Map<string, number>()
  for (const type of types)
    if (hasArchived || !type.archived) counts.set(nameOfGroup(type), (counts.get(nameOfGroup(type)) ?? 0) + 1)
  return [...counts].sort().map(([value, count]) => ({ value, label: value, detail: formatNumber(count) }))
}

function NoEventTypes({ action }: { action?: React.ReactNode }) {
  const curl = `curl "$POSTHORN/api/v1/event-type" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"name": "invoice.paid", "description": "An invoice was paid in full"}'`
  return (
    <EmptyState title="No event types yet" action={action} curl={curl}>
      An event type is a dotted name that consumers subscribe to. Types that arrive unannounced are added as discovered.
    </EmptyState>
  )
}
