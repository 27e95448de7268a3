import type { Transaction } from '#lib/db/client.ts'
import type { Consumer } from '#lib/db/generated/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { changeConfiguration } from '../consumers/change-configuration.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import { raiseConsumerEvents } from '../consumers/raise-consumer-events.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'

/** Which version a consumer's transformation is at, and whether it runs. */
export interface TransformationState {
  readonly transformationVersion: number | null
  readonly transformationEnabled: boolean
}

/** Moves a consumer to another state of its transformation, behind the instance's lock, and records the change. */
export async function changeTransformation(
  ctx: Context,
  instance: string,
  consumer: string,
  action: string,
  next: (tx: Transaction, consumer: Consumer) => Promise<TransformationState>,
): Promise<void> {
  authorize(ctx, 'transformation:write')
  const found = await findInstance(ctx, instance)
  const { id, url } = await findConsumer(found, consumer)
  await changeConfiguration(found, async (tx) => {
    const before = await tx.consumer.findUniqueOrThrow({ where: { id, deletedAt: null } })
    const after = await next(tx, before)
    await raiseConsumerEvents(tx, found, [await tx.consumer.update({ where: { id }, data: after })], 'endpoint.updated')
    const { transformationVersion, transformationEnabled } = before
    await writeAudit(tx, ctx, {
      action,
      instanceId: found.id,
      target: { kind: 'consumer', id: formatId('consumer', id), name: url },
      before: { transformationVersion, transformationEnabled },
      after,
    })
  })
}
