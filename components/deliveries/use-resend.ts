'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { attemptQueries, resend } from '#lib/queries/attempts.ts'
import { messageQueries } from '#lib/queries/messages.ts'

/** Sends a message to a consumer again; the attempt shows as soon as it was made. */
export function useResend(instanceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ messageId, consumerId }: { messageId: string; consumerId: string }) =>
      resend(instanceId, messageId, consumerId),
    onSuccess: (_, { messageId }) => {
      notifyDone('Sent again', { detail: messageId })
      queries.invalidateQueries({ queryKey: attemptQueries.key(instanceId) })
      queries.invalidateQueries({ queryKey: messageQueries.key(instanceId) })
    },
    onError: notifyRequestError('Not sent again'),
  })
}
