'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { formatCount } from '#lib/format.ts'
import { resend } from '#lib/queries/attempts.ts'
import { messageQueries, readDeliveries } from '#lib/queries/messages.ts'
import type { DeliveryItem } from '#lib/queries/schemas.ts'

type DeliveryPage = Awaited<ReturnType<typeof readDeliveries>>

/** True while a consumer has not taken the message. */
function isOpen({ delivery: { status } }: DeliveryItem): boolean {
  return status !== 'success' && status !== 'cancelled'
}

/** Sends a message again to every consumer that did not take it. */
export function useResendFailed(instanceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (messageId: string) => {
      let [count, iterator]: [number, string | null] = [0, null]
      do {
        const page: DeliveryPage = await readDeliveries(instanceId, messageId, 250, iterator)
        const open = page.data.filter(isOpen)
        await Promise.all(open.map(({ id }) => resend(instanceId, messageId, id)))
        count += open.length
        iterator = page.done ? null : page.iterator
      } while (iterator !== null)
      return count
    },
    onSuccess: (count, messageId) => {
      notifyDone(count === 0 ? 'Every consumer took it' : `Sent again to ${formatCount(count, 'consumer')}`, {
        detail: count === 0 ? 'Open the message to resend it to one of them.' : messageId,
      })
      return queries.invalidateQueries({ queryKey: messageQueries.key(instanceId) })
    },
    onError: notifyRequestError('Not sent again'),
  })
}
