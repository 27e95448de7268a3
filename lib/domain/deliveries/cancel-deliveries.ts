import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { uuidFloor } from '../messages/time-bounds.ts'
import { authorize } from '../permissions.ts'

export interface CancelScope {
  /** Only messages accepted before then. */
  readonly createdBefore?: Date | undefined
  /** Only this message. */
  readonly message?: string | undefined
}

/** Takes deliveries out of a consumer's queue: nothing more is tried for them. Resolves to how many. */
export async function cancelDeliveries(
  ctx: Context,
  instance: string,
  consumer: string,
  scope: CancelScope,
): Promise<number> {
  authorize(ctx, 'delivery:write')
  const found = await findInstance(ctx, instance)
  const row = await findConsumer(found, consumer)
  const message = scope.message === undefined ? null : await findMessage(ctx, found, scope.message)
  const before = scope.createdBefore
    ? Prisma.sql`message_id < ${uuidFloor(scope.createdBefore)}::uuid`
    : Prisma.sql`true`
  const only = message === null ? Prisma.sql`true` : Prisma.sql`message_id = ${message.id}::uuid`
  return prisma().$transaction(async (tx) => {
    const count = await tx.$executeRaw`delete from queue where consumer = ${row.key} and ${before} and ${only}`
    const target = { kind: 'consumer', id: formatId('consumer', row.id), name: row.url }
    await writeAudit(tx, ctx, { action: 'delivery.cancel', instanceId: found.id, target, after: { count } })
    return count
  })
}
