'use client'
import { useQueryClient } from '@tanstack/react-query'
import Send from 'lucide-react/icons/send'
import { parseAsString, useQueryStates } from 'nuqs'
import { useEffect } from 'react'
import { DataTable } from '#components/data-table/data-table.tsx'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { NoMatchState } from '#components/feedback/no-match-state.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { attemptQueries } from '#lib/queries/attempts.ts'
import type { AttemptItem, ConsumerItem } from '#lib/queries/schemas.ts'
import { ATTEMPT_COLUMNS } from './attempt-columns.tsx'
import { useAttempts } from './use-attempts.ts'
import { attemptKey, type OpenAttempt } from './use-open-attempt.ts'
import { useResend } from './use-resend.ts'

const STATUSES = [
  { value: '0', label: 'Delivered' },
  { value: '2', label: 'Failed' },
  { value: '4', label: 'Cancelled' },
]

const parsers = { status: parseAsString.withDefault(''), eventType: parseAsString.withDefault('') }

type Props = { instanceId: string; consumer: ConsumerItem; attempt: OpenAttempt }

/** What was sent to a consumer, as it happens; a row opens the drawer. */
export function AttemptsPanel({ instanceId, consumer, attempt }: Props) {
  const [filters, setFilters] = useQueryStates(parsers)
  const { list, rows, newCount } = useAttempts(instanceId, consumer.id, filters)
  const queries = useQueryClient()
  const resend = useResend(instanceId)
  const mayResend = useCan('delivery:write')
  const { setNeighbours } = attempt
  useEffect(() => setNeighbours(rows.map(attemptKey)), [rows, setNeighbours])
  const active = [
    filters.status && `Status: ${STATUSES.find(({ value }) => value === filters.status)?.label}`,
    filters.eventType && `Type: ${filters.eventType}`,
  ].filter((text) => text !== '')
  const again = (row: AttemptItem) => resend.mutate({ messageId: row.msgId, consumerId: consumer.id })
  const types = [...new Set([...consumer.eventTypes, ...rows.map((row) => row.eventType)])]
  return (
    <Panel
      title="Attempts"
      actions={
        <>
          <Filter
            label="Status"
            isSingle
            options={STATUSES}
            value={one(filters.status)}
            onChange={([status]) => setFilters({ status: status ?? null })}
          />
          <Filter
            label="Type"
            isSingle
            options={types.map((value) => ({ value, label: value, mono: true }))}
            value={one(filters.eventType)}
            onChange={([eventType]) => setFilters({ eventType: eventType ?? null })}
          />
        </>
      }
    >
      <DataTable
        label="Attempts"
        isFramed={false}
        columns={ATTEMPT_COLUMNS}
        rows={rows}
        getRowId={attemptKey}
        getRowLabel={(row) => `${row.eventType}, ${row.timestamp}`}
        activeId={attempt.open}
        onOpen={(row) => attempt.setOpen(attemptKey(row))}
        shortcuts={mayResend ? { r: again } : undefined}
        newCount={newCount}
        onShowNew={() => queries.resetQueries({ queryKey: attemptQueries.key(instanceId) })}
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        onLoadMore={list.fetchNextPage}
        placeholder={
          list.isPending ? (
            <SkeletonRows count={5} />
          ) : list.isError && rows.length === 0 ? (
            <QueryError error={list.error} what="The attempts" onRetry={list.refetch} isRetrying={list.isFetching} />
          ) : rows.length > 0 ? undefined : active.length > 0 ? (
            <NoMatchState filters={active} noun="attempts" onClear={() => setFilters(null)} />
          ) : (
            <NothingSent instanceId={instanceId} consumerId={consumer.id} />
          )
        }
        footNote={
          rows.length > 0 && (
            <>
              <Kbd>j</Kbd> <Kbd>k</Kbd> move <Kbd>Enter</Kbd> open <Kbd>r</Kbd> resend
            </>
          )
        }
      />
    </Panel>
  )
}

function NothingSent({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  return (
    <EmptyState
      title="Nothing sent yet"
      icon={<Send aria-hidden="true" />}
      action={<ButtonLink href={`/${instanceId}/consumers/${consumerId}?tab=testing`}>Send a test</ButtonLink>}
    >
      Every try to deliver an event appears here within a second, with its request, answer and timing.
    </EmptyState>
  )
}

function one(value: string): string[] {
  return value === '' ? [] : [value]
}
