import { prisma } from '#lib/db/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { uuidFloor } from '../messages/time-bounds.ts'
import { authorize } from '../permissions.ts'
import { type DeliveryStatus, deliveryStatusSchema } from './schemas.ts'

/** How many deliveries of a consumer have each status, for messages of a range of time. */
export async function countDeliveries(
  ctx: Context,
  instance: string,
  consumer: string,
  range: { readonly since: Date; readonly until: Date },
): Promise<Record<DeliveryStatus, number>> {
  authorize(ctx, 'read')
  const { key } = await findConsumer(await findInstance(ctx, instance), consumer)
  const rows = await prisma().$queryRaw<{ status: string; count: number }[]>`
    select status, count(*)::int as count from delivery
    where consumer = ${key}::int and message_id >= ${uuidFloor(range.since)}::uuid
      and message_id < ${uuidFloor(range.until)}::uuid
    group by status`
  const counts = { success: 0, scheduled: 0, sending: 0, attempting: 0, failure: 0, cancelled: 0 }
  for (const { status, count } of rows) counts[deliveryStatusSchema.parse(status)] = count
  return counts
}
