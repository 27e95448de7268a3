import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeConfiguration } from './change-configuration.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'
import { presentConsumer } from './present-consumer.ts'
import { raiseConsumerEvent } from './raise-consumer-event.ts'
import { recordConsumer } from './record-consumer.ts'

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

/** Removes a consumer and what was scheduled for it. A tombstone without secrets stays for the logs. */
export async function deleteConsumer(
  ctx: Context,
  instance: string,
  consumer: string,
  kind: ConsumerKind = 'consumer',
): Promise<void> {
  authorize(ctx, 'consumer:write')
  const found = await findInstance(ctx, instance)
  const row = await findConsumer(found, consumer, kind)
  await changeConfiguration(found, async (tx) => {
    const deleted = await tx.consumer.update({
      where: { id: row.id, deletedAt: null },
      data: { ...WIPED, deletedAt: new Date() },
    })
    await tx.consumerSecret.deleteMany({ where: { consumerId: row.id } })
    await tx.transformation.deleteMany({ where: { consumerId: row.id } })
    await tx.$executeRaw`delete from queue where consumer = ${row.key}`
    await recordConsumer(tx, found.key, deleted)
    await raiseConsumerEvent(tx, found, row, 'endpoint.deleted')
    const before = presentConsumer(row)
    const target = { kind: 'consumer', id: before.id, name: before.url }
    await writeAudit(tx, ctx, { action: 'consumer.delete', instanceId: found.id, target, before })
  })
}
