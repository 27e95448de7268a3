'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyDone, notifyFailed } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { copyText } from '#components/ui/copy-text.ts'
import { attemptQueries, cancelQueued } from '#lib/queries/attempts.ts'
import { messageQueries, readRawBody } from '#lib/queries/messages.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { curlOf } from './curl-of.ts'
import { useResend } from './use-resend.ts'

/** Resend, cancel and copy of an attempt of one consumer. */
export function useAttemptActions(instanceId: string, consumerId: string) {
  const queries = useQueryClient()
  const resend = useResend(instanceId)
  const cancel = useMutation({
    mutationFn: (attempt: AttemptItem) => cancelQueued(instanceId, consumerId, attempt.msgId),
    onSuccess: ({ count }, attempt) => {
      notifyDone(count === 0 ? 'Nothing was waiting any more' : 'Its retries are cancelled', {
        onUndo: count === 0 ? undefined : () => resend.mutate({ messageId: attempt.msgId, consumerId }),
      })
      queries.invalidateQueries({ queryKey: attemptQueries.key(instanceId) })
      return queries.invalidateQueries({ queryKey: messageQueries.key(instanceId) })
    },
    onError: notifyRequestError('Its retries were not cancelled'),
  })
  const copyCurl = async (attempt: AttemptItem) => {
    try {
      const body = attempt.requestBody ?? (await readRawBody(instanceId, attempt.msgId))
      await copyText(curlOf(attempt, body))
      notifyDone('Copied as cURL', { detail: 'Secret values are masked.' })
    } catch (error) {
      notifyFailed('Not copied', { detail: error instanceof Error ? error.message : undefined })
    }
  }
  return {
    resend: (attempt: AttemptItem) => resend.mutate({ messageId: attempt.msgId, consumerId }),
    cancel: (attempt: AttemptItem) => cancel.mutate(attempt),
    copyCurl,
  }
}
