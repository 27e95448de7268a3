import type { Transaction } from '#lib/db/client.ts'
import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import { type AuditAuthor, writeAudits } from '../audit/write-audit.ts'
import { presentConsumer } from './present-consumer.ts'
import { raiseConsumerEvents } from './raise-consumer-events.ts'
import { recordConsumers } from './record-consumers.ts'

const WIPED = {
  uid: null,
  headers: null,
  tlsCertificate: null,
  tlsKey: null,
  tlsExpiresAt: null,
  serverCa: null,
  transformationEnabled: false,
  transformationVersion: null,
}

/**
 * Removes consumers and what was scheduled for them, in a change of the configuration. Tombstones without secrets stay.
 */
export async function removeConsumers(
  tx: Transaction,
  by: AuditAuthor,
  instance: Pick<Instance, 'id' | 'uid' | 'key'>,
  rows: readonly Consumer[],
): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await tx.consumer.updateMany({ where: { id: { in: ids } }, data: { ...WIPED, deletedAt: new Date() } })
  await tx.consumerSecret.deleteMany({ where: { consumerId: { in: ids } } })
  await tx.transformation.deleteMany({ where: { consumerId: { in: ids } } })
  await tx.$executeRaw`delete from queue where consumer = any (${rows.map(({ key }) => key)}::int[])`
  await recordConsumers(tx, instance.key, rows)
  await raiseConsumerEvents(tx, instance, rows, 'endpoint.deleted')
  const events = rows.map((row) => {
    const before = presentConsumer(row)
    const target = { kind: 'consumer', id: before.id, name: before.url }
    return { action: 'consumer.delete', instanceId: instance.id, target, before }
  })
  await writeAudits(tx, by, events)
}
