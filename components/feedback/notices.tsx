'use client'
import { toast } from 'sonner'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { formatDuration, formatNumber } from '#lib/format.ts'
import { ToastCard } from './toast-card.tsx'

type Id = string | number

export type Done = {
  detail?: string
  onUndo?: () => void
  /** The id of the progress that has come to this end. */
  replaces?: string
}

export function showDone(title: string, { detail, onUndo, replaces }: Done = {}): Id {
  const undo = (id: Id) => ({
    label: 'Undo',
    onPress: () => {
      toast.dismiss(id)
      onUndo?.()
    },
  })
  return toast.custom(
    (id) => (
      <ToastCard kind="success" title={title} action={onUndo && undo(id)} onClose={() => toast.dismiss(id)}>
        {detail}
      </ToastCard>
    ),
    { id: replaces, duration: onUndo ? 8000 : 4000 },
  )
}

export type Failure = { detail?: string; requestId?: string; action?: { label: string; onPress: () => void } }

export function showFailed(title: string, { detail, requestId, action }: Failure = {}): Id {
  return toast.custom(
    (id) => (
      <ToastCard kind="failure" title={title} action={action} onClose={() => toast.dismiss(id)}>
        {detail}
        {requestId && <span className="mono block select-all text-ink-3">{requestId}</span>}
      </ToastCard>
    ),
    { duration: Number.POSITIVE_INFINITY },
  )
}

export type Work = {
  /** Same id again updates the toast. */
  id: string
  title: string
  done: number
  total: number | null
  failed?: number
  secondsLeft?: number | null
  onCancel?: () => void
}

export function showProgress(work: Work): Id {
  return toast.custom(
    () => (
      <ToastCard
        kind="retrying"
        title={work.title}
        action={work.onCancel && { label: 'Cancel', onPress: work.onCancel }}
      >
        <ProgressDetail {...work} />
      </ToastCard>
    ),
    { id: work.id, duration: Number.POSITIVE_INFINITY },
  )
}

function ProgressDetail({ title, done, total, failed = 0, secondsLeft }: Work) {
  return (
    <div className="grid gap-1.5 pt-1.5">
      <ProgressBar label={title} value={total ? done / total : null} />
      <span className="flex gap-2">
        {formatNumber(done)}
        {total !== null && ` of ${formatNumber(total)}`}
        {failed > 0 && <span className="text-failure">{formatNumber(failed)} failed</span>}
        {secondsLeft != null && <span className="ml-auto">{formatDuration(secondsLeft)} left</span>}
      </span>
    </div>
  )
}
