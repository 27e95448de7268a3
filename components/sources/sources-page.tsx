'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import ShieldCheck from 'lucide-react/icons/shield-check'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import type { DataColumn } from '#components/data-table/data-column.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Status } from '#components/ui/status.tsx'
import { formatNumber } from '#lib/format.ts'
import { type SourceItem, sourceQueries } from '#lib/queries/sources.ts'
import type { SourcePreset } from './source-preset.ts'

const AddSourceDialog = dynamic(() => import('./add-source-dialog.tsx').then((module) => module.AddSourceDialog), {
  loading: () => null,
})

/** The URLs that providers call. */
export function SourcesPage({ instanceId, presets }: { instanceId: string; presets: readonly SourcePreset[] }) {
  const [search, setSearch] = useQueryState('search', parseAsString.withDefault(''))
  const list = useInfiniteQuery({
    ...sourceQueries.list(instanceId, search),
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const hasAny = rows.length > 0 || search !== ''
  const columns = useMemo(() => sourceColumns(presets), [presets])
  const [isAdding, setAdding] = useState(false)
  const router = useRouter()
  const mayWrite = useCan('source:write')
  const add = mayWrite && (
    <Button variant="primary" icon={<Plus />} onPress={() => setAdding(true)}>
      Add source
    </Button>
  )
  return (
    <Page>
      <PageHeader
        title="Sources"
        actions={
          <>
            <ButtonLink href={`/${instanceId}/sources/signature`} icon={<ShieldCheck />}>
              Check a signature
            </ButtonLink>
            {hasAny && add}
          </>
        }
      />
      {hasAny && (
        <Toolbar>
          <SearchField
            label="Name or id"
            placeholder="Name or id"
            hasShortcut
            value={search}
            onChange={(text) => void setSearch(text)}
          />
        </Toolbar>
      )}
      <ListTable
        label="Sources"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => row.name}
        isDouble
        isMuted={(row) => row.disabled}
        onOpen={(row) => router.push(`/${instanceId}/sources/${row.id}`)}
        list={list}
        noun="sources"
        filters={search === '' ? [] : [`Search: ${search}`]}
        onClearFilters={() => void setSearch(null)}
        usualCount={5}
        empty={<FirstSource instanceId={instanceId} action={add} />}
      />
      {isAdding && <AddSourceDialog instanceId={instanceId} presets={presets} onOpenChange={setAdding} />}
    </Page>
  )
}

function sourceColumns(presets: readonly SourcePreset[]): readonly DataColumn<SourceItem>[] {
  const labels = new Map(presets.map(({ type, label }) => [type, label]))
  return [
    {
      id: 'name',
      header: 'Source',
      width: 'minmax(132px,1.6fr)',
      card: 'lead',
      cell: ({ name, id }) => (
        <span className="grid">
          <span className="truncate font-medium">{name}</span>
          <span className="mono truncate text-ink-3">{id}</span>
        </span>
      ),
    },
    {
      id: 'type',
      header: 'Verified as',
      width: 'minmax(140px,1fr)',
      isSecondary: true,
      card: 'full',
      cell: ({ type }) => labels.get(type) ?? type,
    },
    {
      id: 'state',
      header: 'State',
      width: '112px',
      cell: ({ disabled, inbox }) =>
        disabled ? <Status kind="disabled" /> : <Status kind="received">{inbox ? 'Inbox' : 'Receiving'}</Status>,
    },
    {
      id: 'path',
      header: 'Event type from',
      width: 'minmax(160px,1fr)',
      isSecondary: true,
      card: 'none',
      cell: ({ eventTypePath }) => <span className="mono block truncate">{eventTypePath}</span>,
    },
    {
      id: 'accepted',
      header: 'Accepted 24 h',
      width: '96px',
      align: 'end',
      card: 'aside',
      cell: ({ traffic }) =>
        traffic && <Count of="accepted" count={traffic.accepted} isMore={traffic.isAcceptedMore} />,
    },
    {
      id: 'rejected',
      header: 'Rejected 24 h',
      width: '96px',
      align: 'end',
      cell: ({ traffic }) =>
        traffic && <Count of="rejected" count={traffic.rejected} isMore={traffic.isRejectedMore} />,
    },
    {
      id: 'last',
      header: 'Last request',
      width: '96px',
      align: 'end',
      card: 'aside',
      cell: ({ traffic }) => traffic && <LastRequest at={traffic.lastAt} />,
    },
  ]
}

function Count({ of, count, isMore }: { of: 'accepted' | 'rejected'; count: number; isMore: boolean }) {
  const tone = count === 0 ? 'text-ink-3' : of === 'rejected' ? 'font-medium text-failure' : ''
  return (
    <span className={tone}>
      {formatNumber(count)}
      {isMore && '+'}
      <span className="sm:hidden"> {of}, 24 h</span>
    </span>
  )
}

function LastRequest({ at }: { at: string | null }) {
  if (at === null) return <span className="text-ink-3">none in 24 h</span>
  return (
    <span className="text-ink-2">
      <span className="sm:hidden">last request </span>
      <RelativeTime at={at} />
    </span>
  )
}

function FirstSource({ instanceId, action }: { instanceId: string; action: React.ReactNode }) {
  const curl = `curl "$POSTHORN/ingest/api/v1/source" \\
  -H "authorization: Bearer $TOKEN" -H "x-instance-id: ${instanceId}" \\
  -H "content-type: application/json" \\
  -d '{"name": "github", "type": "github", "config": {"secret": "…"}}'`
  return (
    <EmptyState title="No sources yet" action={action} curl={curl}>
      A source is a URL that a provider calls. Posthorn checks the signature on the raw body, stores the event and fans
      it out.
    </EmptyState>
  )
}
