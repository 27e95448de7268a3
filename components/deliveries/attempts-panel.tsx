'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Send from 'lucide-react/icons/send'
import dynamic from 'next/dynamic'
import { useEffect, useMemo, useState } from 'react'
import type { DataColumn } from '#components/data-table/data-column.ts'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { consumerQueries, type DeliveryTerms } from '#lib/queries/consumers.ts'
import type { AttemptItem, ConsumerItem } from '#lib/queries/schemas.ts'
import { acceptedAt } from './accepted-at.ts'
import { attemptColumns } from './attempt-columns.tsx'
import { AttemptMenu } from './attempt-menu.tsx'
import { stepsOf } from './attempt-tape.ts'
import { useAttemptActions } from './use-attempt-actions.ts'
import { ATTEMPT_AGES, ATTEMPT_STATUSES, CODE_CLASSES, useAttemptFilters } from './use-attempt-filters.ts'
import { useAttempts } from './use-attempts.ts'
import { attemptKey, type OpenAttempt } from './use-open-attempt.ts'

const AttemptBulkBar = dynamic(() => import('./attempt-bulk-bar.tsx').then((module) => module.AttemptBulkBar), {
  loading: () => null,
})
const EmptyState = dynamic(() => import('#components/feedback/empty-state.tsx').then((module) => module.EmptyState), {
  loading: () => null,
})

type Props = {
  instanceId: string
  consumer: ConsumerItem
  attempt: OpenAttempt
  /** Asks to send everything that failed since an instant again. */
  onReplaySince: (since: string) => void
}

/** What was sent to a consumer, as it happens; a row opens the drawer. */
export function AttemptsPanel({ instanceId, consumer, attempt, onReplaySince }: Props) {
  const { filters, setFilters, active, clear } = useAttemptFilters()
  const { list, rows, isSearching, newCount } = useAttempts(instanceId, consumer.id, filters)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const queries = useQueryClient()
  const mayResend = useCan('delivery:write')
  const { data: terms } = useQuery(consumerQueries.terms(instanceId, consumer.id))
  const actions = useAttemptActions(instanceId, consumer.id)
  const columns = useColumns({ instanceId, terms, actions, mayResend, onReplaySince })
  const { setNeighbours } = attempt
  useEffect(() => setNeighbours(rows.map(attemptKey)), [rows, setNeighbours])
  const types = [...new Set([...consumer.eventTypes, ...rows.map((row) => row.eventType)])]
  return (
    <>
      <Panel
        title="Attempts"
        actions={
          <Filters
            filters={filters}
            onChange={setFilters}
            types={types.map((value) => ({ value, label: value, mono: true }))}
          />
        }
      >
        <ListTable
          label="Attempts"
          isFramed={false}
          columns={columns}
          rows={rows}
          getRowId={attemptKey}
          getRowLabel={(row) => `${row.eventType}, ${row.timestamp}`}
          activeId={attempt.open}
          onOpen={(row) => attempt.setOpen(attemptKey(row))}
          shortcuts={mayResend ? { r: actions.resend } : undefined}
          selection={selection}
          onSelectionChange={setSelection}
          newCount={newCount}
          onShowNew={() => queries.resetQueries({ queryKey: attemptQueries.key(instanceId) })}
          list={{ ...list, isPending: list.isPending || isSearching }}
          noun="attempts"
          filters={active}
          onClearFilters={clear}
          usualCount={5}
          empty={<NothingSent instanceId={instanceId} consumerId={consumer.id} />}
          footNote={
            rows.length > 0 && (
              <>
                <Kbd>j</Kbd> <Kbd>k</Kbd> move <Kbd>Enter</Kbd> open <Kbd>r</Kbd> resend
              </>
            )
          }
        />
      </Panel>
      {selection.size > 0 && (
        <AttemptBulkBar
          instanceId={instanceId}
          consumerId={consumer.id}
          chosen={rows.filter((row) => selection.has(attemptKey(row)))}
          onClear={() => setSelection(new Set())}
        />
      )}
    </>
  )
}

type ColumnOptions = {
  instanceId: string
  terms: DeliveryTerms | undefined
  actions: ReturnType<typeof useAttemptActions>
  mayResend: boolean
  onReplaySince: (since: string) => void
}

function useColumns({ instanceId, terms, actions, mayResend, onReplaySince }: ColumnOptions) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the handlers only call stable mutations; new columns would draw every row anew
  return useMemo<readonly DataColumn<AttemptItem>[]>(
    () => [
      ...attemptColumns((eventType) => stepsOf(terms, eventType)),
      {
        id: 'menu',
        header: 'Actions',
        isHeaderHidden: true,
        width: '28px',
        align: 'end',
        card: 'none',
        cell: (row) => (
          <AttemptMenu
            instanceId={instanceId}
            attempt={row}
            onCopyCurl={() => void actions.copyCurl(row)}
            actions={
              mayResend
                ? {
                    onResend: () => actions.resend(row),
                    onCancel: () => actions.cancel(row),
                    onReplaySince: () => onReplaySince(acceptedAt(row.msgId).toISOString()),
                  }
                : undefined
            }
          />
        ),
      },
    ],
    [instanceId, mayResend, terms],
  )
}

type FiltersProps = {
  filters: ReturnType<typeof useAttemptFilters>['filters']
  onChange: ReturnType<typeof useAttemptFilters>['setFilters']
  types: React.ComponentProps<typeof Filter>['options']
}

function Filters({ filters, onChange, types }: FiltersProps) {
  const kinds = [
    { name: 'status', label: 'Status', options: ATTEMPT_STATUSES },
    { name: 'codes', label: 'Answer', options: CODE_CLASSES },
    { name: 'eventType', label: 'Type', options: types },
    { name: 'since', label: 'Time', options: ATTEMPT_AGES },
  ] as const
  return kinds.map(({ name, label, options }) => (
    <Filter
      key={name}
      label={label}
      isSingle
      options={options}
      value={filters[name] === '' ? [] : [filters[name]]}
      onChange={([value]) => onChange({ [name]: value ?? null })}
    />
  ))
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
