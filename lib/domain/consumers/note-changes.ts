import type { Transaction } from '#lib/db/client.ts'
import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import { type AuditAuthor, writeAudits } from '../audit/write-audit.ts'
import { presentConsumer } from './present-consumer.ts'
import { raiseConsumerEvents } from './raise-consumer-events.ts'
import { recordConsumers } from './record-consumers.ts'

/** Consumers as they were and as they are now. */
export interface ConsumerChange {
  readonly before: Consumer
  readonly row: Consumer
}

/** What follows from any change of consumers, in its transaction: revisions and lanes, operational events, audit. */
export async function noteChanges(
  tx: Transaction,
  by: AuditAuthor,
  instance: Pick<Instance, 'id' | 'uid' | 'key'>,
  changes: readonly ConsumerChange[],
): Promise<void> {
  const rows = changes.map(({ row }) => row)
  const switched = changes.filter(({ before, row }) => before.disabled !== row.disabled).map(({ row }) => row)
  const [off, on] = [switched.filter(({ disabled }) => disabled), switched.filter(({ disabled }) => !disabled)]
  await recordConsumers(tx, instance.key, rows)
  await raiseConsumerEvents(tx, instance, rows, 'endpoint.updated')
  await raiseConsumerEvents(tx, instance, off, 'endpoint.disabled')
  await raiseConsumerEvents(tx, instance, on, 'endpoint.enabled')
  const events = changes.map(({ before, row }) => {
    const after = presentConsumer(row)
    const target = { kind: 'consumer', id: after.id, name: after.url }
    return { action: 'consumer.update', instanceId: instance.id, target, before: presentConsumer(before), after }
  })
  await writeAudits(tx, by, events)
}
