import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { uuidTime } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { isSeenBy } from '../messages/is-seen-by.ts'
import { afterCursor, direction } from '../messages/list-messages.ts'
import { type MessageRow, messageColumns, presentMessage } from '../messages/message-row.ts'
import { withinIds } from '../messages/within-ids.ts'
import { assertUuidCursor, encodeCursor, type Page, type PageWindow, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { DeliveryLogFilter } from './delivery-log-filter.ts'
import { deliveriesWithin, isSparse, metConditions, walkConditions } from './log-conditions.ts'
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

/** How long one page scans, ms, when its first chunk does not take longer. */
const BUDGET_MS = 15
const FIRST_CHUNK = 500
const LARGEST_CHUNK = 1000
/** Fewer are not worth statements of their own. */
const SMALLEST_CHUNK = 200

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
  const { rows, last, searched, isEnd } = await scan(walkedBy(ctx, found.key, filter), filter, consumer, window)
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

/** What a scan walks over, on `message w`. */
function walkedBy(ctx: Context, instance: number, filter: DeliveryLogFilter): Prisma.Sql {
  const seen = isSeenBy(ctx, Prisma.sql`w.flags`)
  return Prisma.sql`w.instance = ${instance}::int and ${walkConditions(filter)} and ${seen}`
}

/** Walks the index in stretches until the page is full, the log ends, or the time is used up. */
async function scan(walked: Prisma.Sql, filter: DeliveryLogFilter, consumer: number | null, window: PageWindow) {
  const started = performance.now()
  const rows: LogRow[] = []
  let [last, searched, isEnd] = [window.after, 0, false]
  let chunk = isSparse(filter) ? FIRST_CHUNK : window.limit + 1
  while (!isEnd && rows.length <= window.limit && chunk > 0) {
    const wanted = window.limit + 1 - rows.length
    const stretch = await walk(walked, { after: last, direction: window.direction }, chunk)
    const met = stretch ? await readStretch(walked, filter, consumer, { ...stretch, wanted, window }) : []
    rows.push(...met)
    // A full page ends at its last row: what lies behind it is for the next one to look at.
    const isFull = met.length === wanted
    last = (isFull ? met.at(-1)?.id : stretch?.last) ?? last
    searched += isFull ? met.length : (stretch?.count ?? 0)
    isEnd = !isFull && (stretch?.count ?? 0) < chunk
    chunk = nextChunk(searched, performance.now() - started)
  }
  return { rows, last, searched, isEnd }
}

/** What the rest of the time is good for at the pace so far; none where that is too few. */
function nextChunk(searched: number, usedMs: number): number {
  const affordable = Math.floor((searched * (BUDGET_MS - usedMs)) / usedMs)
  return affordable < SMALLEST_CHUNK ? 0 : Math.min(affordable, LARGEST_CHUNK)
}

/** Messages in a row: ids of the first and the last in reading order, and how many they are. */
interface Stretch {
  readonly first: string
  readonly last: string
  readonly count: number
}

type From = { readonly after: string | null; readonly direction: 'asc' | 'desc' }

async function walk(walked: Prisma.Sql, from: From, chunk: number): Promise<Stretch | null> {
  const [stretch] = await prisma().$queryRaw<Stretch[]>`
    select (array_agg(w.id order by w.id ${direction(from)}))[1]::text as first,
      (array_agg(w.id order by w.id ${direction(from)}))[count(*)]::text as last, count(*)::int as count
    from (
      select w.id from message w
      where ${walked} and ${afterCursor(Prisma.sql`w.id`, from)}
      order by w.id ${direction(from)} limit ${chunk}::int
    ) w having count(*) > 0`
  return stretch ?? null
}

type Reading = Stretch & { readonly wanted: number; readonly window: PageWindow }

// Planning for every day that is kept took longer than reading. The inner select stays one walk of the index, which ends
// as soon as the page is full.
function readStretch(
  walked: Prisma.Sql,
  filter: DeliveryLogFilter,
  consumer: number | null,
  { first, last, count, wanted, window }: Reading,
): Promise<LogRow[]> {
  const [low, high] = window.direction === 'asc' ? [first, last] : [last, first]
  const within = withinIds(low, high)
  return prisma().$queryRaw<LogRow[]>`
    select page.*, summary.counts from (
      select ${messageColumns(filter.withBody ?? false)}, m.id as key from (
        select w.* from message w
        where ${walked} and ${within(Prisma.sql`w.id`)}
        order by w.id ${direction(window)} limit ${count}::int
      ) m
      where ${metConditions(filter, consumer, within)}
      order by m.id ${direction(window)} limit ${wanted}::int
    ) page left join lateral (
      select jsonb_object_agg(status, count) as counts from (
        select status, count(*)::int as count from delivery d
        where d.message_id = page.key and ${deliveriesWithin(within)} group by status
      ) as by_status
    ) summary on true
    order by page.key ${direction(window)}`
}
