'use client'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { DataTable } from '#components/data-table/data-table.tsx'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { NoMatchState } from '#components/feedback/no-match-state.tsx'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Toolbar } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatNumber } from '#lib/format.ts'
import { consumerNameQuery } from '#lib/queries/consumer-names.ts'
import { cancelTask, TASK_STATUSES, type TaskView, taskQueries } from '#lib/queries/tasks.ts'
import { taskColumns } from './task-columns.tsx'
import { TASK_LOOK, TASK_TITLES } from './task-words.ts'

const OPTIONS = TASK_STATUSES.map((value) => ({ value, label: TASK_LOOK[value].word }))

/** Replays and recoveries: what runs, how far it is, and what ran before. */
export function TasksPage({ instanceId }: { instanceId: string }) {
  const [status, setStatus] = useQueryState('status', parseAsStringLiteral(TASK_STATUSES))
  const list = useInfiniteQuery({ ...taskQueries.list(instanceId, status), placeholderData: keepPreviousData })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const names = useQuery(consumerNameQuery(instanceId))
  const queries = useQueryClient()
  const mayCancel = useCan('delivery:write')
  const { mutate: cancel } = useMutation({
    mutationFn: (task: TaskView) => cancelTask(instanceId, task.id),
    onSuccess: (task) =>
      notifyDone(`${TASK_TITLES[task.kind]} cancelled`, {
        detail: `${formatNumber(task.done)} were queued and are still sent.`,
      }),
    onError: notifyRequestError('The task was not cancelled'),
    onSettled: () => queries.invalidateQueries({ queryKey: taskQueries.key(instanceId) }),
  })
  const columns = useMemo(
    () =>
      taskColumns({
        instanceId,
        nameOf: (id) => names.data?.get(id) ?? '',
        onCancel: mayCancel ? (task) => cancel(task) : undefined,
      }),
    [instanceId, names.data, mayCancel, cancel],
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
      <DataTable
        label="Tasks"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => TASK_TITLES[row.kind]}
        isDouble
        hasMore={list.hasNextPage}
        isLoadingMore={list.isFetchingNextPage}
        onLoadMore={list.fetchNextPage}
        placeholder={
          rows.length > 0 ? undefined : list.isPending ? (
            <SkeletonRows count={4} />
          ) : list.isError ? (
            <QueryError error={list.error} what="The tasks" onRetry={list.refetch} isRetrying={list.isFetching} />
          ) : status !== null ? (
            <NoMatchState filters={[`Status: ${status}`]} noun="tasks" onClear={() => void setStatus(null)} />
          ) : (
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
          )
        }
      />
    </Page>
  )
}
