import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { afterCursor, direction, type MessageFilter, messageConditions } from '../messages/list-messages.ts'
import { type MessageRow, messageColumns, presentMessage } from '../messages/message-row.ts'
import type { MessageView } from '../messages/schemas.ts'
import { assertUuidCursor, type Page, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import { type DeliveryStatus, deliveryStatusSchema } from './schemas.ts'

export interface DeliveryLogFilter extends MessageFilter {
  /** Messages with a delivery in one of these. */
  readonly statuses?: readonly DeliveryStatus[] | undefined
  /** Messages with an attempt that ended so. */
  readonly errorKind?: string | undefined
  /** Messages with a delivery for this consumer. */
  readonly consumer?: string | undefined
  /** Messages that came in over this source. */
  readonly source?: string | undefined
}

/** A message with how many of its deliveries have each status. */
export interface MessageLogEntry {
  readonly message: MessageView
  readonly deliveries: Partial<Record<DeliveryStatus, number>>
}

const countsSchema = z.partialRecord(deliveryStatusSchema, z.int())

/** The log of an instance: its messages, newest first, with a summary of their deliveries. */
export async function listDeliveries(
  ctx: Context,
  instance: string,
  filter: DeliveryLogFilter,
): Promise<Page<MessageLogEntry>> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const consumer = filter.consumer ? (await findConsumer(found, filter.consumer)).key : null
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const rows = await prisma().$queryRaw<(MessageRow & { counts: unknown })[]>`
    select page.*, summary.counts from (
      select ${messageColumns(filter.withBody ?? false)}, m.id as key from message m
      where m.instance = ${found.key}::int and ${messageConditions(filter)} and ${deliveryConditions(filter, consumer)}
        and ${afterCursor(Prisma.sql`m.id`, window)}
      order by m.id ${direction(window)} limit ${window.limit + 1}
    ) page left join lateral (
      select jsonb_object_agg(status, count) as counts from (
        select status, count(*)::int as count from delivery d where d.message_id = page.key group by status
      ) as by_status
    ) summary on true
    order by page.key ${direction(window)}`
  return takePage(
    window,
    rows,
    (row) => row.id,
    (row) => ({
      message: presentMessage(row),
      deliveries: countsSchema.parse(row.counts ?? {}),
    }),
  )
}

function deliveryConditions(filter: DeliveryLogFilter, consumer: number | null): Prisma.Sql {
  const parts = [Prisma.sql`true`]
  const one = consumer === null ? Prisma.sql`true` : Prisma.sql`d.consumer = ${consumer}::int`
  const any = filter.statuses ? Prisma.sql`d.status = any(${[...filter.statuses]}::text[])` : Prisma.sql`true`
  if (filter.statuses || consumer !== null)
    parts.push(Prisma.sql`exists (select from delivery d where d.message_id = m.id and ${one} and ${any})`)
  if (filter.errorKind)
    parts.push(
      Prisma.sql`exists (select from attempt a where a.message_id = m.id and a.error_kind = ${filter.errorKind})`,
    )
  if (filter.source) parts.push(Prisma.sql`m.source_id = ${parseId('source', filter.source)}::uuid`)
  return Prisma.join(parts, ' and ')
}
