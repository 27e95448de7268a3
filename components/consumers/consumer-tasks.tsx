'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { notifyDone, notifyFailed } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { CancelTaskDialog } from '#components/tasks/cancel-task-dialog.tsx'
import { TASK_TITLES } from '#components/tasks/task-words.ts'
import { Button } from '#components/ui/button.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { formatCount, formatDuration, formatNumber } from '#lib/format.ts'
import { type TaskView, taskQueries } from '#lib/queries/tasks.ts'

/** The replays of a consumer that run now, with progress and cancel; found again after a reload, since the server runs them. */
export function ConsumerTasks({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const list = useInfiniteQuery(taskQueries.list(instanceId, null))
  const tasks = list.data?.pages.flatMap((page) => page.data).filter((task) => task.consumerId === consumerId) ?? []
  const running = tasks.filter(({ status }) => status === 'running')
  useEndNotices(tasks)
  const mayCancel = useCan('delivery:write')
  const [cancelling, setCancelling] = useState<string | null>(null)
  return running.map((task) => {
    const { total, done, secondsLeft, kind } = task
    const counts = total === null ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`
    return (
      <section
        key={task.id}
        aria-label={TASK_TITLES[kind]}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 rounded-md border border-line bg-surface px-4 py-2.5"
      >
        <span className="flex flex-wrap gap-x-3">
          <b className="font-medium">{TASK_TITLES[kind]}</b>
          <span className="text-ink-2">{counts} queued</span>
          {secondsLeft !== null && <span className="text-ink-3">{formatDuration(secondsLeft)} left</span>}
        </span>
        {mayCancel && (
          <Button aria-label={`Cancel ${TASK_TITLES[kind]}`} onPress={() => setCancelling(task.id)}>
            Cancel…
          </Button>
        )}
        <div className="col-span-2">
          <ProgressBar label={`${TASK_TITLES[kind]}, ${counts}`} value={total ? Math.min(1, done / total) : null} />
        </div>
        {cancelling === task.id && (
          <CancelTaskDialog instanceId={instanceId} task={task} onClose={() => setCancelling(null)} />
        )}
      </section>
    )
  })
}

/** Says how a task that was seen running has ended; who cancels one is told by the dialog. */
function useEndNotices(tasks: readonly TaskView[]) {
  const seen = useRef(new Set<string>())
  useEffect(() => {
    for (const task of tasks) {
      if (task.status === 'running') seen.current.add(task.id)
      else if (seen.current.delete(task.id)) tellEnd(task)
    }
  }, [tasks])
}

function tellEnd({ kind, status, done, error }: TaskView) {
  if (status === 'cancelled') return
  const detail = `${formatCount(done, 'message')} queued to be sent.`
  if (status === 'failed') notifyFailed(`${TASK_TITLES[kind]} failed`, { detail: error ?? detail })
  else notifyDone(`${TASK_TITLES[kind]} finished`, { detail })
}
