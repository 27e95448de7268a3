'use client'
import type { InstanceView } from '#lib/queries/settings.ts'
import { RetrySchedulePanel } from './retry-schedule-panel.tsx'
import { useUpdateInstance } from './use-update-instance.ts'

type RetryScheduleFormProps = {
  instance: InstanceView
  /** The installation's schedule, used while the instance has none of its own. */
  fallback: readonly number[]
  mayWrite: boolean
}

/** The schedule of an instance. */
export function RetryScheduleForm({ instance, fallback, mayWrite }: RetryScheduleFormProps) {
  const update = useUpdateInstance(instance.id, 'Retry schedule saved')
  return (
    <RetrySchedulePanel
      own={instance.retrySchedule}
      fallback={fallback}
      ownName="this instance"
      fallbackName="the installation"
      note="An event type may have a schedule of its own: set it on its page."
      mayWrite={mayWrite}
      isSaving={update.isPending}
      onSave={(retrySchedule) => update.mutate({ retrySchedule })}
    />
  )
}
