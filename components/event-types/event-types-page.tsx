'use client'
import { useQuery } from '@tanstack/react-query'
import FileUp from 'lucide-react/icons/file-up'
import Plus from 'lucide-react/icons/plus'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import type { DataColumn } from '#components/data-table/data-column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { NoMatchState } from '#components/feedback/no-match-state.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatCount } from '#lib/format.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'
import { AddEventTypeDialog } from './add-event-type-dialog.tsx'
import { groupOf } from './group-event-types.ts'
import { ImportOpenApiDialog } from './import-open-api-dialog.tsx'

const COLUMNS: readonly DataColumn<EventTypeItem>[] = [
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
      </span>
    ),
  },
  {
    id: 'group',
    header: 'Group',
    width: 'minmax(96px,0.6fr)',
    card: 'start',
    cell: (row) => row.groupName ?? groupOf(row.name),
  },
  {
    id: 'description',
    header: 'Description',
    width: 'minmax(160px,2fr)',
    card: 'full',
    cell: (row) => <span className="block truncate text-ink-2">{row.description || '–'}</span>,
  },
  {
    id: 'schema',
    header: 'Schema',
    width: '72px',
    align: 'end',
    card: 'aside',
    isSecondary: true,
    cell: (row) => (
      <span className="text-ink-3">{row.schemas === null ? 'none' : `v${Object.keys(row.schemas).length}`}</span>
    ),
  },
]

/** The catalogue of an instance. */
export function EventTypesPage({ instanceId }: { instanceId: string }) {
  const [search, setSearch] = useQueryState('search', parseAsString.withDefault(''))
  const [wanted, setWanted] = useQueryState('import', parseAsString)
  const [isAdding, setAdding] = useState(false)
  const types = useQuery(eventTypeQueries.all(instanceId))
  const mayWrite = useCan('event-type:write')
  const router = useRouter()
  const rows = useMemo(() => {
    const text = search.toLowerCase()
    return (types.data ?? []).filter((type) =>
      [type.name, type.groupName, type.description].some((part) => part?.toLowerCase().includes(text)),
    )
  }, [types.data, search])
  const add = (
    <Button variant="primary" icon={<Plus />} onPress={() => setAdding(true)}>
      Add event type
    </Button>
  )
  const importing = (
    <Button icon={<FileUp />} onPress={() => setWanted('openapi')}>
      Import OpenAPI…
    </Button>
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
        <span aria-live="polite" className="ml-auto text-ink-3 max-sm:hidden">
          {hasAny && formatCount(rows.length, 'event type')}
        </span>
      </Toolbar>
      <DataTable
        label="Event types"
        columns={COLUMNS}
        rows={rows}
        getRowId={(row) => row.name}
        isMuted={(row) => row.archived}
        onOpen={(row) => router.push(`/${instanceId}/event-types/${encodeURIComponent(row.name)}`)}
        placeholder={
          types.isPending ? (
            <SkeletonRows count={8} />
          ) : types.error && !hasAny ? (
            <QueryError
              error={types.error}
              what="The event types"
              onRetry={types.refetch}
              isRetrying={types.isFetching}
            />
          ) : rows.length > 0 ? undefined : hasAny ? (
            <NoMatchState filters={[`Search: ${search}`]} noun="event types" onClear={() => setSearch(null)} />
          ) : (
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
          )
        }
      />
      {isAdding && <AddEventTypeDialog instanceId={instanceId} onOpenChange={setAdding} />}
      {wanted === 'openapi' && (
        <ImportOpenApiDialog instanceId={instanceId} onOpenChange={(isOpen) => !isOpen && setWanted(null)} />
      )}
    </Page>
  )
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
