import type { Transaction } from '#lib/db/client.ts'
import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import { presentDisabled, presentSubject } from '../operational-events/present-operational-event.ts'
import { raiseOperationalEvents } from '../operational-events/raise-operational-events.ts'
import type { OperationalEventType } from '../operational-events/schemas.ts'

/** Tells operational endpoints of a change that a person or a token made to a consumer, in its transaction. */
export async function raiseConsumerEvent(
  tx: Transaction,
  instance: Pick<Instance, 'id' | 'uid' | 'key'>,
  consumer: Consumer,
  type: Extract<OperationalEventType, `endpoint.${string}`>,
): Promise<void> {
  if (consumer.kind !== 'consumer') return
  const data =
    type === 'endpoint.disabled'
      ? presentDisabled(instance, consumer, consumer.failingSince, false)
      : presentSubject(instance, consumer)
  await raiseOperationalEvents(tx, [{ instanceKey: instance.key, type, data }])
}
