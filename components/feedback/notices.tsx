'use client'
import { toast } from 'sonner'
import { ToastCard } from './toast-card.tsx'

type Id = string | number

export type Done = {
  detail?: string
  onUndo?: () => void
}

export function showDone(title: string, { detail, onUndo }: Done = {}): Id {
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
    { duration: onUndo ? 8000 : 4000 },
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
