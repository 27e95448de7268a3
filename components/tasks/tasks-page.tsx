'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { consumerNameQuery } from '#lib/queries/consumer-names.ts'
import { TASK_STATUSES, taskQueries } from '#lib/queries/tasks.ts'
import { CancelTaskDialog } from './cancel-task-dialog.tsx'
import { taskColumns } from './task-columns.tsx'
import { TASK_LOOK, TASK_TITLES } from './task-words.ts'

const OPTIONS = TASK_STATUSES.map((value) => ({ value, label: TASK_LOOK[value].word }))

/** Replays and recoveries: what runs, how far it is, and what ran before. */
export function TasksPage({ instanceId }: { instanceId: string }) {
  const [status, setStatus] = useQueryState('status', parseAsStringLiteral(TASK_STATUSES))
  const list = useInfiniteQuery({ ...taskQueries.list(instanceId, status), placeholderData: keepPreviousData })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const names = useQuery(consumerNameQuery(instanceId))
  const mayCancel = useCan('delivery:write')
  const [cancelling, setCancelling] = useState<string | null>(null)
  const asked = rows.find(({ id, status }) => id === cancelling && status === 'running')
  const columns = useMemo(
    () =>
      taskColumns({
        instanceId,
        nameOf: (id) => names.data?.get(id) ?? '',
        onCancel: mayCancel ? (task) => setCancelling(task.id) : undefined,
      }),
    [instanceId, names.data, mayCancel],
  )
  return (
    <Page>
      <PageHeader title="Tasks" />
      <Toolbar>
        <Filter
          label="Status"
          isSingle
          options={OPTIONS}
          value={status === null ? [] : [status]}
          onChange={([next]) => void setStatus(TASK_STATUSES.find((each) => each === next) ?? null)}
        />
      </Toolbar>
      <ListTable
        label="Tasks"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => TASK_TITLES[row.kind]}
        isDouble
        list={list}
        noun="tasks"
        filters={status === null ? [] : [`Status: ${status}`]}
        onClearFilters={() => void setStatus(null)}
        usualCount={4}
        empty={
          <EmptyState
            title="No tasks yet"
            curl={`curl "$POSTHORN/api/v1/app/${instanceId}/endpoint/$CONSUMER/recover" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"since": "2026-01-01T00:00:00Z"}'`}
          >
            Recovering what failed and replaying what a consumer missed run here, with their progress. Start one from
            the menu of a consumer.
          </EmptyState>
        }
      />
      {asked && <CancelTaskDialog instanceId={instanceId} task={asked} onClose={() => setCancelling(null)} />}
    </Page>
  )
}
