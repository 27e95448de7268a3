import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeConfiguration } from './change-configuration.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'
import { removeConsumers } from './remove-consumers.ts'

/** Removes a consumer and what was scheduled for it. @throws DomainError `not_found` */
export async function deleteConsumer(
  ctx: Context,
  instance: string,
  consumer: string,
  kind: ConsumerKind = 'consumer',
): Promise<void> {
  authorize(ctx, 'consumer:write')
  const found = await findInstance(ctx, instance)
  const { id } = await findConsumer(found, consumer, kind)
  await changeConfiguration(found, async (tx) => {
    const row = await tx.consumer.findUniqueOrThrow({ where: { id, deletedAt: null } })
    await removeConsumers(tx, ctx, found, [row])
  })
}
