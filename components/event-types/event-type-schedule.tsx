'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { RetrySchedulePanel } from '#components/settings/retry-schedule-panel.tsx'
import { eventTypeQueries, updateEventType } from '#lib/queries/event-types.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'
import { settingsQueries } from '#lib/queries/settings.ts'

/** The schedule of an event type, where it has one of its own. */
export function EventTypeSchedule({ instanceId, type }: { instanceId: string; type: EventTypeItem }) {
  const instance = useQuery(settingsQueries.instance(instanceId))
  const system = useQuery(settingsQueries.system())
  const mayWrite = useCan('event-type:write')
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (retrySchedule: readonly number[]) => updateEventType(instanceId, type.name, { retrySchedule }),
    onSuccess: () => notifyDone(`Retry schedule of ${type.name} saved`),
    onError: notifyRequestError('The retry schedule was not saved'),
    onSettled: () => queries.invalidateQueries({ queryKey: eventTypeQueries.key(instanceId) }),
  })
  if (!instance.data || !system.data) return null
  const ofInstance = instance.data.retrySchedule.length > 0
  return (
    <RetrySchedulePanel
      key={type.retrySchedule.join()}
      own={type.retrySchedule}
      fallback={ofInstance ? instance.data.retrySchedule : system.data.retrySchedule}
      ownName="this event type"
      fallbackName={ofInstance ? 'the instance' : 'the installation'}
      mayWrite={mayWrite}
      isSaving={save.isPending}
      onSave={save.mutate}
    />
  )
}
