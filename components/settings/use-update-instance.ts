'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { instanceQueries } from '#lib/queries/instances.ts'
import { type InstanceChange, settingsQueries, updateInstance } from '#lib/queries/settings.ts'

/** Saves a part of the settings; `title` is what the toast says. */
export function useUpdateInstance(instanceId: string, title: string) {
  const queries = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: (change: InstanceChange) => updateInstance(instanceId, change),
    onSuccess: (view) => {
      notifyDone(title)
      queries.setQueryData(settingsQueries.instance(instanceId).queryKey, view)
      void queries.invalidateQueries({ queryKey: instanceQueries.key })
      router.refresh()
    },
    onError: notifyRequestError('The settings were not saved'),
  })
}
