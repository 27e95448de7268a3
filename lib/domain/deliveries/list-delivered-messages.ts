import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { afterCursor, direction, type MessageFilter, messageConditions } from '../messages/list-messages.ts'
import { type MessageRow, messageColumns, presentMessage } from '../messages/message-row.ts'
import type { MessageView } from '../messages/schemas.ts'
import { assertUuidCursor, type Page, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import { type DeliveryRow, presentDelivery } from './delivery-row.ts'
import type { DeliveryStatus, DeliveryView } from './schemas.ts'

export interface DeliveredMessageView {
  readonly delivery: DeliveryView
  readonly message: MessageView
}

/** The messages that went or go to a consumer, newest first, each with the delivery's status. */
export async function listDeliveredMessages(
  ctx: Context,
  instance: string,
  consumer: string,
  filter: MessageFilter & { readonly statuses?: readonly DeliveryStatus[] | undefined },
): Promise<Page<DeliveredMessageView>> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const { key, id } = await findConsumer(found, consumer)
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const status = filter.statuses ? Prisma.sql`d.status = any(${[...filter.statuses]}::text[])` : Prisma.sql`true`
  const rows = await prisma().$queryRaw<(MessageRow & DeliveryRow)[]>`
    select ${messageColumns(filter.withBody ?? false)}, m.id::text as message_id, ${id}::text as consumer_id, d.status,
      d.attempts, d.last_at, d.due_at
    from message m join lateral (select * from delivery where message_id = m.id and consumer = ${key}::int) d on true
    where m.instance = ${found.key}::int and ${messageConditions(ctx, filter)} and ${status}
      and ${afterCursor(Prisma.sql`m.id`, window)}
    order by m.id ${direction(window)} limit ${window.limit + 1}`
  return takePage(
    window,
    rows,
    (row) => row.id,
    (row) => ({
      delivery: presentDelivery(row),
      message: presentMessage(row),
    }),
  )
}
