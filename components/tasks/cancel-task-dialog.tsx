'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { formatCount, formatNumber } from '#lib/format.ts'
import { cancelTask, type TaskView, taskQueries } from '#lib/queries/tasks.ts'
import { TASK_TITLES } from './task-words.ts'

type CancelTaskDialogProps = {
  instanceId: string
  task: TaskView
  onClose: () => void
  /** Whoever opens it says that the task was cancelled; a toast does otherwise. */
  isEndTold?: boolean
}

/** Asks before a task is cancelled, with what it has done by then. */
export function CancelTaskDialog({ instanceId, task, onClose, isEndTold = false }: CancelTaskDialogProps) {
  const queries = useQueryClient()
  const title = TASK_TITLES[task.kind]
  const isSending = task.consumerId !== null
  const cancel = useMutation({
    mutationFn: () => cancelTask(instanceId, task.id),
    onSuccess: ({ done }) => {
      onClose()
      if (isEndTold) return
      const detail = isSending ? `${formatNumber(done)} were queued and are still sent.` : undefined
      notifyDone(`${title} cancelled`, { detail })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: taskQueries.key(instanceId) }),
  })
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`Cancel ${title}?`}
      confirmLabel="Cancel task"
      cancelLabel="Let it run"
      isBusy={cancel.isPending}
      busyLabel="Cancelling…"
      errorMessage={cancel.error?.message}
      onConfirm={() => cancel.mutate()}
    >
      {isSending
        ? `${formatCount(task.done, 'message is', 'messages are')} queued already and will still be sent; ${restOf(task)} will not.`
        : 'What is done stays done; the rest is left as it is.'}
    </ConfirmDialog>
  )
}

function restOf({ total, done }: TaskView): string {
  return total === null || total <= done ? 'the rest' : `the other ${formatNumber(total - done)}`
}
