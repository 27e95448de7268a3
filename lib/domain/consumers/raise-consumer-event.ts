import type { Transaction } from '#lib/db/client.ts'
import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import { presentDisabled, presentSubject } from '../operational-events/present-operational-event.ts'
import { raiseOperationalEvents } from '../operational-events/raise-operational-events.ts'
import type { OperationalEventType } from '../operational-events/schemas.ts'

/** Tells operational endpoints of a change of a consumer, in its transaction; `byPosthorn`: nobody asked for it. */
export async function raiseConsumerEvent(
  tx: Transaction,
  instance: Pick<Instance, 'id' | 'uid' | 'key'>,
  consumer: Consumer,
  type: Extract<OperationalEventType, `endpoint.${string}`>,
  byPosthorn = false,
): Promise<void> {
  if (consumer.kind !== 'consumer') return
  const data =
    type === 'endpoint.disabled'
      ? presentDisabled(instance, consumer, consumer.failingSince, byPosthorn)
      : presentSubject(instance, consumer)
  await raiseOperationalEvents(tx, [{ instanceKey: instance.key, type, data }])
}
