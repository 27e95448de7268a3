'use client'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { useConsumerActions } from '#components/consumers/use-consumer-actions.ts'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

type SubscribeButtonProps = { instanceId: string; consumer: ConsumerItem; eventType: string }

/** Adds an event type to what a consumer listens to; nothing for one that takes it already. */
export function SubscribeButton({ instanceId, consumer, eventType }: SubscribeButtonProps) {
  const { change } = useConsumerActions(instanceId)
  const mayWrite = useCan('consumer:write')
  const { eventTypes } = consumer
  if (!mayWrite || eventTypes.length === 0 || eventTypes.includes(eventType)) return null
  const name = consumerName(consumer)
  const subscribe = () =>
    change.mutate(
      { consumer, fields: { eventTypes: [...eventTypes, eventType] } },
      {
        onSuccess: (saved) =>
          notifyDone(`${name} subscribed to ${eventType}`, {
            detail: 'It gets those to come. This one can still be sent.',
            onUndo: () => change.mutate({ consumer: saved, fields: { eventTypes } }),
          }),
      },
    )
  return (
    <Button isBusy={change.isPending} busyLabel="Subscribing…" onPress={subscribe}>
      Subscribe {name} to it
    </Button>
  )
}
