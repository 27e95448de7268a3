import { prisma } from '#lib/db/client.ts'
import { type Consumer, Prisma } from '#lib/db/generated/client.ts'
import { showConsumer } from '../consumers/present-consumer.ts'
import type { ConsumerView } from '../consumers/schemas.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { afterCursor, direction } from '../messages/list-messages.ts'
import { assertUuidCursor, type Page, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { type DeliveryRow, presentDelivery } from './delivery-row.ts'
import type { DeliveryView } from './schemas.ts'

export interface DestinationView {
  readonly delivery: DeliveryView
  readonly consumer: ConsumerView
}

/** The consumers a message went or goes to, each with the delivery's status. */
export async function listDestinations(
  ctx: Context,
  instance: string,
  message: string,
  query: PageQuery,
): Promise<Page<DestinationView>> {
  authorize(ctx, 'read')
  const { id } = await findMessage(ctx, await findInstance(ctx, instance), message)
  const window = assertUuidCursor(pageWindow(query))
  const rows = await prisma().$queryRaw<DeliveryRow[]>`
    select d.message_id::text, c.id::text as consumer_id, d.status, d.attempts, d.last_at, d.due_at
    from delivery d join consumer c on c.key = d.consumer
    where d.message_id = ${id}::uuid and ${afterCursor(Prisma.sql`c.id`, window)}
    order by c.id ${direction(window)} limit ${window.limit + 1}`
  const consumers = await consumersById(rows.map((row) => row.consumer_id))
  const known = rows.flatMap((row) => {
    const consumer = consumers.get(row.consumer_id)
    return consumer === undefined ? [] : [{ row, consumer }]
  })
  return takePage(
    window,
    known,
    ({ row }) => row.consumer_id,
    ({ row, consumer }) => ({
      delivery: presentDelivery(row),
      consumer: showConsumer(ctx, consumer),
    }),
  )
}

async function consumersById(ids: readonly string[]): Promise<Map<string, Consumer>> {
  const rows = await prisma().consumer.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, row]))
}
