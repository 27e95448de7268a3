'use client'
import { useState } from 'react'
import { BulkBar } from '#components/data-table/bulk-bar.tsx'
import type { DataColumn, Sort } from '#components/data-table/data-column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { Sparkline } from '#components/ui/sparkline.tsx'
import { Status } from '#components/ui/status.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { formatLatency, formatNumber } from '#lib/format.ts'
import { rows, type SampleRow } from './sample-data.ts'

const day = Array.from({ length: 24 }, (_, index) => ({
  success: 60 + ((index * 17) % 30),
  failure: index > 20 ? 40 : 0,
}))

const columns: readonly DataColumn<SampleRow>[] = [
  {
    id: 'name',
    header: 'Consumer',
    width: 'minmax(180px,2fr)',
    card: 'lead',
    cell: (row) => (
      <span className="grid">
        <span className="truncate font-medium">{row.name}</span>
        <span className="mono truncate text-ink-3">{row.url}</span>
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: '148px',
    sorts: 'ascending',
    cell: (row) => (
      <Status kind={row.state} reason={row.reason}>
        {row.word}
      </Status>
    ),
  },
  {
    id: 'types',
    header: 'Event types and tags',
    width: 'minmax(180px,1.6fr)',
    card: 'full',
    isSecondary: true,
    cell: (row) => (
      <span className="grid justify-items-start gap-0.5">
        <span className="mono truncate">{row.type}</span>
        <TagList tags={row.tags} />
      </span>
    ),
  },
  {
    id: 'day',
    header: 'Last 24 h',
    width: '76px',
    card: 'aside',
    cell: () => <Sparkline buckets={day} label="71.4 % delivered" />,
  },
  {
    id: 'p95',
    header: 'p95',
    width: '64px',
    align: 'end',
    card: 'none',
    isSecondary: true,
    cell: (row) => formatLatency(row.p95),
  },
  { id: 'queue', header: 'Queue', width: '56px', align: 'end', card: 'none', cell: (row) => formatNumber(row.queue) },
]

type TableDemoProps = { activeId: string | null; onOpen: (row: SampleRow) => void }

export function TableDemo({ activeId, onOpen }: TableDemoProps) {
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set([rows[0]?.id ?? '']))
  const [sort, setSort] = useState<Sort | null>({ id: 'state', desc: true })
  return (
    <>
      <DataTable
        label="Consumers"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => row.name}
        isDouble
        isMuted={(row) => row.state === 'disabled'}
        selection={selection}
        onSelectionChange={setSelection}
        sort={sort}
        onSortChange={setSort}
        activeId={activeId}
        onOpen={onOpen}
        newCount={12}
        onShowNew={() => undefined}
      />
      <BulkBar count={selection.size} onClear={() => setSelection(new Set())}>
        <Button variant="quiet">Enable</Button>
        <Button variant="quiet">Disable</Button>
      </BulkBar>
    </>
  )
}
