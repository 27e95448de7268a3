'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { formatCount, formatNumber } from '#lib/format.ts'
import { attemptQueries, cancelQueued } from '#lib/queries/attempts.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { consumerName } from './consumer-name.ts'

type Props = { instanceId: string; consumer: ConsumerItem; onOpenChange: (isOpen: boolean) => void }

/** Empties the queue of a consumer; says first how much that is and asks for the name. */
export function PurgeDialog({ instanceId, consumer, onOpenChange }: Props) {
  const queue = useQuery(consumerQueries.queue(instanceId, consumer.id))
  const queries = useQueryClient()
  const purge = useMutation({
    mutationFn: () => cancelQueued(instanceId, consumer.id, null),
    onSuccess: async ({ count }) => {
      onOpenChange(false)
      notifyDone(count === 0 ? 'The queue was empty' : `${formatCount(count, 'delivery', 'deliveries')} purged`)
      await Promise.all([
        queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) }),
        queries.invalidateQueries({ queryKey: attemptQueries.key(instanceId) }),
      ])
    },
  })
  const name = consumerName(consumer)
  const waiting = queue.data && `${formatNumber(queue.data.queued)}${queue.data.isMore ? '+' : ''}`
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onOpenChange}
      title={`Purge the queue of ${name}?`}
      name={name}
      confirmLabel="Purge queue"
      isBusy={purge.isPending}
      busyLabel="Purging…"
      errorMessage={purge.error?.message}
      onConfirm={() => purge.mutate()}
    >
      {waiting ?? '…'} waiting or to be retried are dropped and count as failed. The messages stay: recover or resend
      brings them back.
    </ConfirmDialog>
  )
}
