'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import {
  saveTransformation,
  type TrialEvent,
  transformationQueries,
  tryTransformation,
} from '#lib/queries/transformations.ts'
import { useDraft } from './use-draft.ts'

const FIRST_CODE = `function handler(webhook) {
  // webhook.payload is the whole event; return webhook to send it.
  return webhook;
}
`

/** The code in the editor and the saved one, whether it runs, and what trying it gave. */
export function useTransformation(instanceId: string, consumerId: string) {
  const queries = useQueryClient()
  const reading = transformationQueries.current(instanceId, consumerId)
  const current = useQuery(reading)
  const saved = current.data?.code ?? null
  const draft = useDraft(`transformation.${consumerId}`, {
    code: saved ?? FIRST_CODE,
    version: current.data?.version ?? null,
  })
  const { code } = draft
  const refresh = () => queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
  const trial = useMutation({
    mutationFn: (event: TrialEvent) => tryTransformation(instanceId, consumerId, code, event),
  })
  const save = useMutation({
    mutationFn: (text: string) => saveTransformation(instanceId, consumerId, { code: text }),
    onSuccess: async (_, text) => {
      await refresh()
      draft.dropSaved(text)
      const now = queries.getQueryData(reading.queryKey)
      notifyDone(`Version ${now?.version ?? ''} saved`, {
        detail: now?.enabled ? 'The next attempt uses it.' : 'Switch the transformation on to use it.',
      })
    },
    onError: notifyRequestError('The code was not saved'),
  })
  const turn = useMutation({
    mutationFn: (enabled: boolean) => saveTransformation(instanceId, consumerId, { enabled }),
    onSuccess: async (_, enabled) => {
      await refresh()
      notifyDone(enabled ? 'Transformation on' : 'Transformation off', {
        detail: enabled ? 'Every attempt from now on goes through it.' : 'Events are sent as they came.',
      })
    },
    onError: notifyRequestError('The transformation was not switched'),
  })
  return { current, draft, isChanged: code !== saved, trial, save, turn }
}
