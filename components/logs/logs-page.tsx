'use client'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useResendFailed } from '#components/deliveries/use-resend-failed.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { ExportMenu } from './export-menu.tsx'
import { logColumns } from './log-columns.tsx'
import { LogFilterBar } from './log-filters.tsx'
import { SearchProgress } from './search-progress.tsx'
import { useLog } from './use-log.ts'
import { useLogFilters } from './use-log-filters.ts'
import { useNames } from './use-names.ts'

const VIEWS = [
  { value: 'all', label: 'All' },
  { value: 'scheduled', label: 'Scheduled' },
] as const

/** All messages of an instance, newest first, each with what became of its deliveries. */
export function LogsPage({ instanceId }: { instanceId: string }) {
  const { filters, setFilters, active } = useLogFilters()
  const { list, rows, newCount, showNew, search } = useLog(instanceId, filters)
  const router = useRouter()
  const mayResend = useCan('delivery:write')
  const { mutate: resendFailed } = useResendFailed(instanceId)
  const view = filters.view === 'scheduled' ? 'scheduled' : 'all'
  const names = useNames(instanceId)
  const columns = useMemo(() => logColumns(view === 'scheduled', names), [view, names])
  const isScheduledOnly = view === 'scheduled' && active.length === 1
  return (
    <Page>
      <PageHeader
        title="Logs"
        aside={
          <Segmented
            label="Messages"
            options={VIEWS}
            value={view}
            onChange={(next) => void setFilters({ view: next === 'all' ? null : next })}
          />
        }
        actions={rows.length > 0 && <ExportMenu instanceId={instanceId} filters={filters} />}
      />
      <LogFilterBar instanceId={instanceId} filters={filters} onChange={(change) => void setFilters(change)} />
      <SearchProgress {...search} />
      <ListTable
        label="Messages"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.message.id}
        getRowLabel={({ message }) => `${message.eventType}, ${message.createdAt}`}
        onOpen={({ message }) => router.push(`/${instanceId}/logs/${message.id}`)}
        shortcuts={mayResend ? { r: ({ message }) => resendFailed(message.id) } : undefined}
        newCount={newCount}
        onShowNew={showNew}
        list={{
          ...list,
          isPending: list.isPending || search.isOn,
          hasNextPage: list.hasNextPage && !search.isOn && !search.canGoOn,
        }}
        noun="messages"
        filters={isScheduledOnly ? [] : active}
        onClearFilters={() => void setFilters(null)}
        usualCount={10}
        empty={isScheduledOnly ? <NothingScheduled instanceId={instanceId} /> : <NoMessages instanceId={instanceId} />}
        footNote={
          rows.length > 0 && (
            <>
              <Kbd>j</Kbd> <Kbd>k</Kbd> move <Kbd>Enter</Kbd> open
              {mayResend && (
                <>
                  {' '}
                  <Kbd>r</Kbd> resend what failed
                </>
              )}
            </>
          )
        }
      />
    </Page>
  )
}

function curlOf(instanceId: string, body: string): string {
  return `curl "$POSTHORN/api/v1/app/${instanceId}/msg" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '${body}'`
}

function NoMessages({ instanceId }: { instanceId: string }) {
  const curl = curlOf(instanceId, '{"eventType": "invoice.paid", "payload": {"id": "inv_1"}}')
  return (
    <EmptyState title="No messages yet" curl={curl}>
      A message is one event that was accepted: through the API, from a source, or with “Send event” above.
    </EmptyState>
  )
}

function NothingScheduled({ instanceId }: { instanceId: string }) {
  const later = '{"eventType": "invoice.paid", "payload": {"id": "inv_1"}, "deliverAt": "2026-12-01T09:00:00Z"}'
  return (
    <EmptyState title="Nothing is scheduled" curl={curlOf(instanceId, later)}>
      A message with a deliverAt time waits here until then, at most 24 hours.
    </EmptyState>
  )
}
