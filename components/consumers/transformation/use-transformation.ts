'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import {
  saveTransformation,
  type TrialEvent,
  transformationQueries,
  tryTransformation,
} from '#lib/queries/transformations.ts'

const FIRST_CODE = `function handler(webhook) {
  // webhook.payload is the whole event; return webhook to send it.
  return webhook;
}
`

/** The code in the editor, the saved one, whether it runs, and what trying it gave. */
export function useTransformation(instanceId: string, consumerId: string) {
  const queries = useQueryClient()
  const current = useQuery(transformationQueries.current(instanceId, consumerId))
  const [edited, setEdited] = useState<string | null>(null)
  const saved = current.data?.code ?? null
  const code = edited ?? saved ?? FIRST_CODE
  const refresh = () => queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
  const trial = useMutation({
    mutationFn: (event: TrialEvent) => tryTransformation(instanceId, consumerId, code, event),
  })
  const save = useMutation({
    mutationFn: () => saveTransformation(instanceId, consumerId, { code }),
    onSuccess: async () => {
      await refresh()
      notifyDone('Version saved', {
        detail: current.data?.enabled ? 'The next attempt uses it.' : 'Switch the transformation on to use it.',
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
  return { current, code, setCode: setEdited, isChanged: code !== saved, trial, save, turn }
}
