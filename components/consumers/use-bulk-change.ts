'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useEndedTasks } from '#components/tasks/use-ended-tasks.ts'
import { formatCount } from '#lib/format.ts'
import { type BulkOrder, type BulkTask, isBulkTask, startBulkChange } from '#lib/queries/bulk-changes.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { taskQueries } from '#lib/queries/tasks.ts'
import { BULK_WORDS } from './bulk-words.ts'

/** Starts bulk changes of consumers and follows those that run, also the ones that ran before the page was loaded. */
export function useBulkChange(instanceId: string) {
  const queries = useQueryClient()
  const list = useInfiniteQuery(taskQueries.list(instanceId, null))
  const tasks = list.data?.pages.flatMap((page) => page.data).filter(isBulkTask) ?? []
  const start = useMutation({
    mutationFn: (order: BulkOrder) => startBulkChange(instanceId, order),
    onSuccess: async (task) => {
      if (task.status === 'running') watch(task.id)
      else if (isBulkTask(task)) await tellEnd(task)
      await queries.invalidateQueries({ queryKey: taskQueries.key(instanceId) })
    },
    onError: notifyRequestError('Nothing was changed'),
  })
  const tellEnd = (task: BulkTask) => {
    const { done, detail, undo } = BULK_WORDS[task.kind]
    const counted = `${formatCount(task.done, 'consumer')} ${done}`
    const title = task.status === 'cancelled' ? `Cancelled: ${counted} by then` : counted
    const onUndo = undo && task.done > 0 ? () => start.mutate({ action: undo, task: task.id }) : undefined
    if (task.total === 0) notifyDone(`All were ${done} already`)
    else notifyDone(title, { detail: task.done > 0 ? detail : undefined, onUndo })
    return queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
  }
  const watch = useEndedTasks(tasks, tellEnd)
  return { start, running: tasks.filter(({ status }) => status === 'running') }
}
