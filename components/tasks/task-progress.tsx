'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { formatDuration, formatNumber } from '#lib/format.ts'
import type { TaskView } from '#lib/queries/tasks.ts'
import { CancelTaskDialog } from './cancel-task-dialog.tsx'
import { TASK_TITLES } from './task-words.ts'

type TaskProgressProps = {
  instanceId: string
  task: TaskView
  /** What the counted ones are: "queued". */
  counted: string
  mayCancel: boolean
  /** Whoever shows it says how it has ended, also when it is cancelled. */
  isEndTold?: boolean
  className: string
}

/** How far a running task is, with cancel. */
export function TaskProgress({ instanceId, task, counted, mayCancel, isEndTold, className }: TaskProgressProps) {
  const [isCancelling, setCancelling] = useState(false)
  const { total, done, secondsLeft, kind } = task
  const counts = total === null ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`
  return (
    <section
      aria-label={TASK_TITLES[kind]}
      className={`grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 py-2.5 ${className}`}
    >
      <span className="flex flex-wrap gap-x-3">
        <b className="font-medium">{TASK_TITLES[kind]}</b>
        <span className="text-ink-2">
          {counts} {counted}
        </span>
        {secondsLeft !== null && <span className="text-ink-3">{formatDuration(secondsLeft)} left</span>}
      </span>
      {mayCancel && (
        <Button aria-label={`Cancel ${TASK_TITLES[kind]}`} onPress={() => setCancelling(true)}>
          Cancel…
        </Button>
      )}
      <div className="col-span-2">
        <ProgressBar label={`${TASK_TITLES[kind]}, ${counts}`} value={total ? Math.min(1, done / total) : null} />
      </div>
      {isCancelling && (
        <CancelTaskDialog
          instanceId={instanceId}
          task={task}
          onClose={() => setCancelling(false)}
          isEndTold={isEndTold}
        />
      )}
    </section>
  )
}
