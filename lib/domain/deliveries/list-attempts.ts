import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { encodeCursor, invalidIterator, type Page, type PageWindow, pageWindow, takePage, UUID } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { OUTCOME_CODE } from './attempt-codes.ts'
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

/** Attempts that one page looks at when a filter has no index: their messages' tags take 10 µs each. */
const LOOKED_AT = 1000

/**
 * Attempts of a consumer, of a message, of both, or of the whole instance; newest first. Where no index knows what a
 * filter asks for, a page is what one bounded search found: maybe nothing, while `done` is false.
 */
export async function listAttempts(ctx: Context, instance: string, filter: AttemptFilter): Promise<Page<AttemptView>> {
  authorize(ctx, 'read')
  const { walk, met } = await attemptConditions(ctx, instance, filter)
  const window = pageWindow(filter, 'descending')
  const looked = met.length === 0 ? window.limit + 1 : LOOKED_AT
  const order = window.direction === 'asc' ? Prisma.sql`a.at asc, a.id asc` : Prisma.sql`a.at desc, a.id desc`
  const walked = Prisma.sql`select * from attempt a where ${all(walk)} and ${afterAttempt(window)} order by ${order} limit ${looked}::int`
  // Joined last: with more rows to come than it needs, Postgres would read every consumer there is.
  const rows = await prisma().$queryRaw<AttemptRow[]>`
    select ${ATTEMPT_COLUMNS}
    from (select * from (${walked}) a where ${all(met)} order by ${order} limit ${window.limit + 1}::int) a
      join consumer c on c.key = a.consumer
    order by ${order}`
  const page = takePage(window, rows, (row) => `${row.at_us}.${row.id}`, presentAttempt)
  if (met.length === 0 || !page.done || window.backwards) return page
  const last = await lastWalked(walked, window)
  return last === undefined || last.count < LOOKED_AT
    ? page
    : { ...page, iterator: encodeCursor(last.key), done: false }
}

async function lastWalked(walked: Prisma.Sql, { direction }: PageWindow) {
  const backwards = direction === 'asc' ? Prisma.sql`w.at desc, w.id desc` : Prisma.sql`w.at asc, w.id asc`
  const [last] = await prisma().$queryRaw<{ key: string; count: number }[]>`
    select (extract(epoch from w.at) * 1000000)::bigint || '.' || w.id as key, count(*) over ()::int as count
    from (${walked}) w order by ${backwards} limit 1`
  return last
}

function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' and ')
}

/** How many attempts match, up to ten thousand. */
export async function countAttempts(ctx: Context, instance: string, filter: AttemptFilter): Promise<number> {
  authorize(ctx, 'read')
  const { walk, met } = await attemptConditions(ctx, instance, filter)
  const [row] = await prisma().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (
      select from attempt a where ${all([...walk, ...met])} limit ${COUNT_LIMIT}) as counted`
  return row?.count ?? 0
}

/** Counting stops here: the figure is then a lower bound. */
export const COUNT_LIMIT = 10_000

/** The outcomes that have an index of their own. */
const FAILED: readonly AttemptOutcome[] = ['failed', 'exhausted', 'skipped']

interface AttemptConditions {
  /** What an index answers. */
  readonly walk: Prisma.Sql[]
  /** What is asked of each attempt that is met on the way. */
  readonly met: Prisma.Sql[]
}

async function attemptConditions(ctx: Context, instance: string, filter: AttemptFilter): Promise<AttemptConditions> {
  const found = await findInstance(ctx, instance)
  const consumer = filter.consumer ? await findConsumer(found, filter.consumer) : null
  const message = filter.message ? await findMessage(ctx, found, filter.message) : null
  const { outcomes, eventTypes } = filter
  const walk: Prisma.Sql[] = []
  const met: Prisma.Sql[] = []
  // Consumer and message are of this instance: naming it too would make Postgres expect next to no rows, and sort all.
  if (consumer) walk.push(Prisma.sql`a.consumer = ${consumer.key}::int`)
  if (message) walk.push(Prisma.sql`a.message_id = ${message.id}::uuid`)
  if (!consumer && !message) walk.push(Prisma.sql`a.instance = ${found.key}::int`)
  if (filter.after) walk.push(Prisma.sql`a.at >= ${filter.after}`)
  if (filter.before) walk.push(Prisma.sql`a.at < ${filter.before}`)
  if (outcomes?.length === 0) walk.push(Prisma.sql`false`)
  const fails = outcomes?.every((name) => FAILED.includes(name)) || (filter.statusClass ?? 0) >= 300
  if (fails) walk.push(Prisma.sql`a.outcome in (1, 2, 4)`)
  if (outcomes && !(fails && outcomes.length === FAILED.length))
    met.push(Prisma.sql`a.outcome = any(${outcomes.map((name) => OUTCOME_CODE[name])}::smallint[])`)
  if (filter.statusClass !== undefined) met.push(statusClass(filter.statusClass))
  if (eventTypes?.length) met.push(Prisma.sql`a.event_type = any(${[...eventTypes]}::text[])`)
  if (filter.tag) met.push(ofMessage(Prisma.sql`${filter.tag}::text = any(m.tags)`))
  if (filter.label) met.push(ofMessage(Prisma.sql`${filter.label}::text = any(m.labels)`))
  return { walk, met }
}

function statusClass(code: number): Prisma.Sql {
  if (code === 0) return Prisma.sql`a.status_code is null`
  return Prisma.sql`a.status_code >= ${code}::int and a.status_code < ${code + 100}::int`
}

// `offset 0` keeps Postgres from joining: it would read every message there is.
function ofMessage(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (select from message m where m.id = a.message_id and ${condition} offset 0)`
}

function afterAttempt({ after, direction }: PageWindow): Prisma.Sql {
  if (after === null) return Prisma.sql`true`
  const [, us, id] = /^(\d{1,17})\.(.{36})$/.exec(after) ?? []
  if (us === undefined || id === undefined || !UUID.test(id)) throw invalidIterator()
  const from = Prisma.sql`(timestamptz 'epoch' + ${us}::text::bigint * interval '1 microsecond', ${id}::uuid)`
  return direction === 'asc' ? Prisma.sql`(a.at, a.id) > ${from}` : Prisma.sql`(a.at, a.id) < ${from}`
}
