import type { Transaction } from '#lib/db/client.ts'
import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import { presentDisabled, presentSubject } from '../operational-events/present-operational-event.ts'
import { raiseOperationalEvents } from '../operational-events/raise-operational-events.ts'
import type { OperationalEventType } from '../operational-events/schemas.ts'

type ConsumerEventType = Extract<OperationalEventType, `endpoint.${string}`>

/** Tells operational endpoints of a change of consumers, in its transaction; `byPosthorn`: nobody asked for it. */
export async function raiseConsumerEvents(
  tx: Transaction,
  instance: Pick<Instance, 'id' | 'uid' | 'key'>,
  consumers: readonly Consumer[],
  type: ConsumerEventType,
  byPosthorn = false,
): Promise<void> {
  const events = consumers
    .filter(({ kind }) => kind === 'consumer')
    .map((consumer) => ({
      instanceKey: instance.key,
      type,
      data:
        type === 'endpoint.disabled'
          ? presentDisabled(instance, consumer, consumer.failingSince, byPosthorn)
          : presentSubject(instance, consumer),
    }))
  await raiseOperationalEvents(tx, events)
}
