import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { invalidIterator, type Page, type PageWindow, pageWindow, takePage, UUID } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { ATTEMPT_COLUMNS, type AttemptRow, presentAttempt } from './attempt-row.ts'
import type { AttemptOutcome, AttemptView } from './schemas.ts'

export interface AttemptFilter extends PageQuery {
  /** Consumer by id or uid. */
  readonly consumer?: string | undefined
  /** Message by id or event id. */
  readonly message?: string | undefined
  readonly outcomes?: readonly AttemptOutcome[] | undefined
  /** 200 for 200–299 and so on; 0 where there was no answer. */
  readonly statusClass?: number | undefined
  readonly before?: Date | undefined
  readonly after?: Date | undefined
  readonly eventTypes?: readonly string[] | undefined
  readonly tag?: string | undefined
  readonly label?: string | undefined
}

/** Attempts of a consumer, of a message, of both, or of the whole instance; newest first. */
export async function listAttempts(ctx: Context, instance: string, filter: AttemptFilter): Promise<Page<AttemptView>> {
  authorize(ctx, 'read')
  const conditions = await attemptConditions(ctx, instance, filter)
  const window = pageWindow(filter, 'descending')
  const order = window.direction === 'asc' ? Prisma.sql`a.at asc, a.id asc` : Prisma.sql`a.at desc, a.id desc`
  const rows = await prisma().$queryRaw<AttemptRow[]>`
    select ${ATTEMPT_COLUMNS} from attempt a join consumer c on c.key = a.consumer
    where ${conditions} and ${afterAttempt(window)} order by ${order} limit ${window.limit + 1}`
  return takePage(window, rows, (row) => `${row.at_us}.${row.id}`, presentAttempt)
}

/** How many attempts match, up to ten thousand. */
export async function countAttempts(ctx: Context, instance: string, filter: AttemptFilter): Promise<number> {
  authorize(ctx, 'read')
  const conditions = await attemptConditions(ctx, instance, filter)
  const [row] = await prisma().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select from attempt a where ${conditions} limit ${COUNT_LIMIT}) as counted`
  return row?.count ?? 0
}

/** Counting stops here: the figure is then a lower bound. */
export const COUNT_LIMIT = 10_000

const OUTCOME_NUMBER = { success: 0, failed: 1, exhausted: 2, cancelled: 3, skipped: 4 } as const

async function attemptConditions(ctx: Context, instance: string, filter: AttemptFilter): Promise<Prisma.Sql> {
  const found = await findInstance(ctx, instance)
  const consumer = filter.consumer ? await findConsumer(found, filter.consumer) : null
  const message = filter.message ? await findMessage(found, filter.message) : null
  const parts = [Prisma.sql`a.instance = ${found.key}::int`]
  if (consumer) parts.push(Prisma.sql`a.consumer = ${consumer.key}::int`)
  if (message) parts.push(Prisma.sql`a.message_id = ${message.id}::uuid`)
  if (filter.outcomes)
    parts.push(Prisma.sql`a.outcome = any(${filter.outcomes.map((name) => OUTCOME_NUMBER[name])}::smallint[])`)
  if (filter.statusClass !== undefined) parts.push(statusClass(filter.statusClass))
  if (filter.after) parts.push(Prisma.sql`a.at >= ${filter.after}`)
  if (filter.before) parts.push(Prisma.sql`a.at < ${filter.before}`)
  if (filter.eventTypes?.length) parts.push(Prisma.sql`a.event_type = any(${[...filter.eventTypes]}::text[])`)
  if (filter.tag) parts.push(ofMessage(Prisma.sql`${filter.tag}::text = any(m.tags)`))
  if (filter.label) parts.push(ofMessage(Prisma.sql`${filter.label}::text = any(m.labels)`))
  return Prisma.join(parts, ' and ')
}

function statusClass(code: number): Prisma.Sql {
  if (code === 0) return Prisma.sql`a.status_code is null`
  return Prisma.sql`a.status_code >= ${code}::int and a.status_code < ${code + 100}::int`
}

function ofMessage(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (select from message m where m.id = a.message_id and ${condition})`
}

function afterAttempt({ after, direction }: PageWindow): Prisma.Sql {
  if (after === null) return Prisma.sql`true`
  const [, us, id] = /^(\d{1,17})\.(.{36})$/.exec(after) ?? []
  if (us === undefined || id === undefined || !UUID.test(id)) throw invalidIterator()
  const from = Prisma.sql`(timestamptz 'epoch' + ${us}::text::bigint * interval '1 microsecond', ${id}::uuid)`
  return direction === 'asc' ? Prisma.sql`(a.at, a.id) > ${from}` : Prisma.sql`(a.at, a.id) < ${from}`
}
