import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { uuidTime } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { afterCursor, direction } from '../messages/list-messages.ts'
import { type MessageRow, messageColumns, presentMessage } from '../messages/message-row.ts'
import { assertUuidCursor, encodeCursor, type Page, type PageWindow, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { DeliveryLogFilter } from './delivery-log-filter.ts'
import { isSparse, metConditions, walkConditions } from './log-conditions.ts'
import { deliveryStatusSchema, type MessageLogEntry } from './schemas.ts'

/**
 * A page of the log. A filter that matches rarely is answered by a bounded scan: the page may hold fewer rows than
 * asked for, or none, while `done` is false; going on with `iterator` scans further.
 */
export interface DeliveryLogPage extends Page<MessageLogEntry> {
  /** Messages that this page looked at. */
  readonly searched: number
  /** Acceptance time of the last message looked at. */
  readonly searchedTo: string | null
}

const countsSchema = z.partialRecord(deliveryStatusSchema, z.int())

/** The longest that one page scans, ms, checked between chunks of these sizes. */
const BUDGET_MS = 15
const FIRST_CHUNK = 500
const LARGEST_CHUNK = 1000

type LogRow = MessageRow & { readonly counts: unknown }

/** The log of an instance: its messages, newest first, with a summary of their deliveries. */
export async function listDeliveries(
  ctx: Context,
  instance: string,
  filter: DeliveryLogFilter,
): Promise<DeliveryLogPage> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const consumer = filter.consumer ? (await findConsumer(found, filter.consumer)).key : null
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const { rows, last, searched, isEnd } = await scan(found.key, filter, consumer, window)
  const page = takePage(
    window,
    rows,
    (row) => row.id,
    (row) => ({ message: presentMessage(row), deliveries: countsSchema.parse(row.counts ?? {}) }),
  )
  const end = rows.length > window.limit ? rows[window.limit - 1]?.id : last
  const searchedTo = end ? new Date(uuidTime(end)).toISOString() : null
  if (rows.length > window.limit || window.backwards) return { ...page, searched, searchedTo }
  return { ...page, iterator: last === null ? page.iterator : encodeCursor(last), done: isEnd, searched, searchedTo }
}

/** Walks the index in chunks until the page is full, the log ends, or the time is used up. */
async function scan(instance: number, filter: DeliveryLogFilter, consumer: number | null, window: PageWindow) {
  const started = performance.now()
  const rows: LogRow[] = []
  let [last, searched, isEnd] = [window.after, 0, false]
  const sparse = isSparse(filter)
  let chunk = sparse ? FIRST_CHUNK : window.limit + 1
  while (!isEnd && rows.length <= window.limit && (searched === 0 || performance.now() - started < BUDGET_MS)) {
    const wanted = window.limit + 1 - rows.length
    const from = { after: last, direction: window.direction }
    const met = await readChunk(instance, filter, consumer, from, chunk, wanted)
    rows.push(...met)
    // A full page ends at its last row: what lies behind it is for the next one to look at.
    const walked = met.length === wanted ? null : sparse ? await walk(instance, filter, from, chunk) : whole(met)
    last = walked?.last ?? met.at(-1)?.id ?? last
    searched += walked?.count ?? met.length
    isEnd = walked !== null && walked.count < chunk
    chunk = Math.min(chunk * 2, LARGEST_CHUNK)
  }
  return { rows, last, searched, isEnd }
}

/** Without conditions every message walked over is a row. */
function whole(rows: readonly LogRow[]) {
  return { last: rows.at(-1)?.id ?? null, count: rows.length }
}

type From = { readonly after: string | null; readonly direction: 'asc' | 'desc' }

function walked(instance: number, filter: DeliveryLogFilter, from: From, chunk: number, columns: Prisma.Sql) {
  return Prisma.sql`select ${columns} from message w
    where w.instance = ${instance}::int and ${walkConditions(filter)} and ${afterCursor(Prisma.sql`w.id`, from)}
    order by w.id ${direction(from)} limit ${chunk}::int`
}

// The inner limit is what bounds the scan; Postgres stops inside it as soon as the outer one is full.
function readChunk(
  instance: number,
  filter: DeliveryLogFilter,
  consumer: number | null,
  from: From,
  chunk: number,
  wanted: number,
): Promise<LogRow[]> {
  return prisma().$queryRaw<LogRow[]>`
    select page.*, summary.counts from (
      select ${messageColumns(filter.withBody ?? false)}, m.id as key
      from (${walked(instance, filter, from, chunk, Prisma.sql`w.*`)}) m
      where ${metConditions(filter, consumer)}
      order by m.id ${direction(from)} limit ${wanted}::int
    ) page left join lateral (
      select jsonb_object_agg(status, count) as counts from (
        select status, count(*)::int as count from delivery d where d.message_id = page.key group by status
      ) as by_status
    ) summary on true
    order by page.key ${direction(from)}`
}

async function walk(instance: number, filter: DeliveryLogFilter, from: From, chunk: number) {
  const [row] = await prisma().$queryRaw<{ last: string | null; count: number }[]>`
    select (array_agg(w.id order by w.id ${direction(from)}))[count(*)]::text as last, count(*)::int as count
    from (${walked(instance, filter, from, chunk, Prisma.sql`w.id`)}) w`
  return row ?? { last: null, count: 0 }
}
