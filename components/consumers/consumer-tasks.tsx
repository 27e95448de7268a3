'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { notifyDone, notifyFailed } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { TaskProgress } from '#components/tasks/task-progress.tsx'
import { TASK_TITLES } from '#components/tasks/task-words.ts'
import { useEndedTasks } from '#components/tasks/use-ended-tasks.ts'
import { formatCount } from '#lib/format.ts'
import { type TaskView, taskQueries } from '#lib/queries/tasks.ts'

/** The replays of a consumer that run now, with progress and cancel; found again after a reload, since the server runs them. */
export function ConsumerTasks({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const list = useInfiniteQuery(taskQueries.list(instanceId, null))
  const tasks = list.data?.pages.flatMap((page) => page.data).filter((task) => task.consumerId === consumerId) ?? []
  useEndedTasks(tasks, tellEnd)
  const mayCancel = useCan('delivery:write')
  return tasks
    .filter(({ status }) => status === 'running')
    .map((task) => (
      <TaskProgress
        key={task.id}
        instanceId={instanceId}
        task={task}
        counted="queued"
        mayCancel={mayCancel}
        className="rounded-md border border-line bg-surface px-4"
      />
    ))
}

/** Says how a task has ended; who cancels one is told by the dialog. */
function tellEnd({ kind, status, done, error }: TaskView) {
  if (status === 'cancelled') return
  const detail = `${formatCount(done, 'message')} queued to be sent.`
  if (status === 'failed') notifyFailed(`${TASK_TITLES[kind]} failed`, { detail: error ?? detail })
  else notifyDone(`${TASK_TITLES[kind]} finished`, { detail })
}
