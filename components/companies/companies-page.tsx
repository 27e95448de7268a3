'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import type { DataColumn } from '#components/data-table/data-column.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { TypedFilter } from '#components/logs/typed-filter.tsx'
import { Button } from '#components/ui/button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { type CompanyView, companyQueries, tagTexts } from '#lib/queries/companies.ts'

const CompanyDrawer = dynamic(() => import('./company-drawer.tsx').then((module) => module.CompanyDrawer), {
  loading: () => null,
})
const CompanyFormDialog = dynamic(
  () => import('./company-form-dialog.tsx').then((module) => module.CompanyFormDialog),
  { loading: () => null },
)

const parsers = {
  search: parseAsString.withDefault(''),
  tag: parseAsString.withDefault(''),
  company: parseAsString,
}

const COLUMNS: readonly DataColumn<CompanyView>[] = [
  {
    id: 'name',
    header: 'Company',
    width: 'minmax(180px,1.4fr)',
    card: 'lead',
    cell: ({ name, externalId, discovered }) => (
      <span className="grid">
        <span className="truncate font-medium">{name || externalId}</span>
        <span className="truncate text-ink-3 text-xs">
          {discovered && 'found in an event, '}
          <span className="mono">{externalId}</span>
        </span>
      </span>
    ),
  },
  {
    id: 'tags',
    header: 'Tags',
    width: 'minmax(220px,2fr)',
    card: 'full',
    cell: ({ tags }) =>
      Object.keys(tags).length > 0 ? (
        <TagList tags={tagTexts(tags)} limit={4} />
      ) : (
        <span className="text-ink-3">none</span>
      ),
  },
  {
    id: 'updated',
    header: 'Changed',
    width: '96px',
    align: 'end',
    card: 'none',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} className="text-ink-2" />,
  },
]

/** The businesses that events are about, with the tags that decide who gets them. */
export function CompaniesPage({ instanceId }: { instanceId: string }) {
  const [{ search, tag, company: openId }, setState] = useQueryStates(parsers)
  const list = useInfiniteQuery({
    ...companyQueries.list(instanceId, { search, tag }),
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const tags = useMemo(() => collectTags(rows), [rows])
  const [isAdding, setAdding] = useState(false)
  const mayWrite = useCan('company:write')
  const at = rows.findIndex(({ id }) => id === openId)
  const linked = useQuery({
    ...companyQueries.one(instanceId, openId ?? ''),
    enabled: openId !== null && at < 0 && !list.isPending,
  })
  const open = rows[at] ?? (openId === null ? undefined : linked.data)
  const step = (by: number) => {
    const next = at < 0 ? undefined : rows[at + by]
    return next && (() => void setState({ company: next.id }))
  }
  const active = [search && `Search: ${search}`, tag && `Tag: ${tag}`].filter((text) => text !== '')
  const add = mayWrite && (
    <Button variant="primary" icon={<Plus />} onPress={() => setAdding(true)}>
      Add company
    </Button>
  )
  return (
    <Page
      drawer={
        open && (
          <CompanyDrawer
            instanceId={instanceId}
            company={open}
            onClose={() => void setState({ company: null })}
            onPrevious={step(-1)}
            onNext={step(1)}
          />
        )
      }
    >
      <PageHeader title="Companies" actions={(rows.length > 0 || active.length > 0) && add} />
      <Toolbar>
        <SearchField
          label="Name or id"
          placeholder="Name or id"
          hasShortcut
          value={search}
          onChange={(text) => void setState({ search: text })}
        />
        <TypedFilter label="Tag" suggestions={tags} value={tag} onChange={(next) => void setState({ tag: next })} />
      </Toolbar>
      <ListTable
        label="Companies"
        columns={COLUMNS}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => row.name || row.externalId}
        isDouble
        activeId={openId}
        onOpen={(row) => void setState({ company: row.id })}
        list={list}
        noun="companies"
        filters={active}
        onClearFilters={() => void setState({ search: null, tag: null })}
        empty={<FirstCompany instanceId={instanceId} action={add} />}
      />
      {isAdding && <CompanyFormDialog instanceId={instanceId} onOpenChange={setAdding} />}
    </Page>
  )
}

function collectTags(rows: readonly CompanyView[]) {
  const all = new Set(rows.flatMap(({ tags }) => tagTexts(tags)))
  return [...all].sort().map((value) => ({ value, label: value, mono: true }))
}

function FirstCompany({ instanceId, action }: { instanceId: string; action: React.ReactNode }) {
  const curl = `curl "$POSTHORN/api/v1/app/${instanceId}/company" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"name": "Toft stores", "tags": {"region": "uk"}}'`
  return (
    <EmptyState title="No companies yet" action={action} curl={curl}>
      A company is a customer that events are about. Its tags decide which consumers get its events. Those named in
      events are found by themselves.
    </EmptyState>
  )
}
