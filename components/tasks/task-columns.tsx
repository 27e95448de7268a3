import type { DataColumn } from '#components/data-table/data-column.ts'
import { Button } from '#components/ui/button.tsx'
import { Link } from '#components/ui/link.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { formatDuration, formatNumber, shortenId } from '#lib/format.ts'
import type { TaskView } from '#lib/queries/tasks.ts'
import { TASK_LOOK, TASK_TITLES } from './task-words.ts'

type Options = { instanceId: string; nameOf: (consumerId: string) => string; onCancel?: (task: TaskView) => void }

export function taskColumns({ instanceId, nameOf, onCancel }: Options): readonly DataColumn<TaskView>[] {
  return [
    {
      id: 'kind',
      header: 'Task',
      width: 'minmax(180px,1.4fr)',
      card: 'lead',
      cell: (task) => (
        <span className="grid">
          <span className="truncate font-medium">{TASK_TITLES[task.kind]}</span>
          {task.consumerId !== null && (
            <span className="truncate text-xs">
              <Link href={`/${instanceId}/consumers/${task.consumerId}`} variant="quiet">
                {nameOf(task.consumerId) || shortenId(task.consumerId)}
              </Link>
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      width: '120px',
      cell: (task) => <Status kind={TASK_LOOK[task.status].glyph}>{TASK_LOOK[task.status].word}</Status>,
    },
    {
      id: 'progress',
      header: 'Progress',
      width: 'minmax(160px,1.4fr)',
      card: 'full',
      cell: (task) => <Progress task={task} />,
    },
    {
      id: 'range',
      header: 'Messages from',
      width: '120px',
      isSecondary: true,
      card: 'none',
      cell: (task) => task.since !== null && <RelativeTime at={task.since} className="text-ink-2" />,
    },
    {
      id: 'by',
      header: 'Started by',
      width: 'minmax(120px,1fr)',
      isSecondary: true,
      card: 'none',
      cell: (task) => (
        <span className="grid">
          <span className="truncate">{task.createdBy}</span>
          <RelativeTime at={task.createdAt} className="justify-self-start text-ink-3 text-xs" />
        </span>
      ),
    },
    {
      id: 'cancel',
      header: 'Action',
      width: '80px',
      align: 'end',
      card: 'aside',
      cell: (task) =>
        task.status === 'running' &&
        onCancel && (
          <Button onPress={() => onCancel(task)} aria-label={`Cancel ${TASK_TITLES[task.kind]}`}>
            Cancel…
          </Button>
        ),
    },
  ]
}

function Progress({ task }: { task: TaskView }) {
  const { total, done, status, secondsLeft, error } = task
  const counts = total === null ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`
  if (status !== 'running')
    return (
      <span className="grid text-ink-2">
        {counts} {task.consumerId === null ? 'done' : 'sent'}
        {error && <span className="truncate text-failure text-xs">{error}</span>}
      </span>
    )
  const share = total === null ? null : total === 0 ? 1 : Math.min(1, done / total)
  return (
    <span className="grid gap-1.5">
      <ProgressBar label={`${TASK_TITLES[task.kind]}, ${counts}`} value={share} />
      <span className="flex gap-3 text-ink-2 text-xs">
        {counts}
        {secondsLeft !== null && <span className="ml-auto">{formatDuration(secondsLeft)} left</span>}
      </span>
    </span>
  )
}
