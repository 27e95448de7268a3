'use client'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { consumerName } from './consumer-name.ts'
import { useConsumerActions } from './use-consumer-actions.ts'

type Props = { instanceId: string; consumer: ConsumerItem; onOpenChange: (isOpen: boolean) => void }

/** Deleting asks for the name. */
export function DeleteConsumerDialog({ instanceId, consumer, onOpenChange }: Props) {
  const { remove } = useConsumerActions(instanceId)
  const name = consumerName(consumer)
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onOpenChange}
      title={`Delete ${name}?`}
      name={name}
      confirmLabel="Delete consumer"
      isBusy={remove.isPending}
      busyLabel="Deleting…"
      errorMessage={remove.error?.message}
      onConfirm={() => remove.mutate(consumer)}
    >
      What still waits or retries for it is dropped. Its attempts stay in the logs until they expire. This cannot be
      undone.
    </ConfirmDialog>
  )
}
