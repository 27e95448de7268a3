import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { uuidTime } from '../ids.ts'
import type { LivePosition } from './live-position.ts'
import { attemptRowSchema, type LiveRow, messageRowSchema, rejectedRowSchema } from './live-row.ts'

/** What of an instance to read: the rows after a position and before a transaction, or the newest before it. */
export interface LiveWindow {
  readonly instanceKey: number
  readonly before: bigint
  readonly after: LivePosition | null
  readonly limit: number
  /** Of the newest: epoch ms of the oldest line that shows. */
  readonly oldest?: number | null
}

/** Ids are minted before the statement that inserts them; an attempt carries the time when its try began. */
const MESSAGE_SLACK_MS = 30_000
const ATTEMPT_SLACK_MS = 100_000

/** Rows of the three tables: in order of transaction after a position, newest first without one. */
export async function selectLiveRows(window: LiveWindow): Promise<LiveRow[]> {
  const [messages, attempts, rejected] = await Promise.all([
    prisma().$queryRaw<unknown[]>(selectMessages(window)),
    prisma().$queryRaw<unknown[]>(selectAttempts(window)),
    prisma().$queryRaw<unknown[]>(selectRejected(window)),
  ])
  return [
    ...messages.map((row): LiveRow => ({ table: 'message', ...messageRowSchema.parse(row) })),
    ...attempts.map((row): LiveRow => ({ table: 'attempt', ...attemptRowSchema.parse(row) })),
    ...rejected.map((row): LiveRow => ({ table: 'rejected', ...rejectedRowSchema.parse(row) })),
  ]
}

/**
 * When the last of the newest lines before a transaction happened, or null where there are not that many: older rows of
 * one table need not be read in full to be left out beside the others'.
 */
export async function findOldestShown({ instanceKey, before, limit }: LiveWindow): Promise<number | null> {
  const seen = Prisma.sql`instance = ${instanceKey}::int AND xid < ${before.toString()}::xid8`
  const [line] = await prisma().$queryRaw<{ readonly id: string }[]>`
    SELECT id::text FROM (
      (SELECT id FROM message WHERE ${seen} ORDER BY id DESC LIMIT ${limit}::int)
      UNION ALL
      SELECT hot.uuid_floor(at) FROM (SELECT at FROM attempt WHERE ${seen} ORDER BY at DESC LIMIT ${limit}::int) AS tried
      UNION ALL
      (SELECT id FROM rejected_request WHERE ${seen} ORDER BY id DESC LIMIT ${limit}::int)
    ) AS line ORDER BY id DESC OFFSET ${limit - 1}::int LIMIT 1`
  // uuid_floor rounds to whole milliseconds.
  return line === undefined ? null : uuidTime(line.id) - 1
}

function selectMessages(window: LiveWindow): Prisma.Sql {
  return Prisma.sql`
    WITH picked AS MATERIALIZED (
      SELECT xid, id, event_type, tags, company, source_id, size FROM message
      WHERE instance = ${window.instanceKey}::int AND ${unseen(window)} ${since(window, MESSAGE_SLACK_MS)}
      ${order(window, 'id')})
    SELECT xid::text AS xid, id, event_type AS "eventType", tags, company,
      source_id AS "sourceId", size, (SELECT count(*)::int FROM (
        SELECT consumer FROM queue WHERE message_id = picked.id
        UNION SELECT consumer FROM attempt WHERE message_id = picked.id) AS taker) AS consumers
    FROM picked`
}

function selectAttempts(window: LiveWindow): Prisma.Sql {
  const from = earliest(window, ATTEMPT_SLACK_MS)
  const bound = from === null ? Prisma.empty : Prisma.sql`AND at >= to_timestamp(${from / 1000}::float8)`
  return Prisma.sql`
    WITH picked AS MATERIALIZED (
      SELECT xid, id, message_id, consumer, event_type, n, at, trigger, outcome, status_code, error_kind, error_detail, ms
      FROM attempt
      WHERE instance = ${window.instanceKey}::int AND ${unseen(window)} ${bound} ${order(window, 'at')})
    SELECT xid::text AS xid, id, message_id AS "messageId", consumer, event_type AS "eventType", n, at, trigger, outcome,
      status_code AS "statusCode", error_kind AS "errorKind", error_detail AS "errorDetail", ms,
      about.tags, about.company
    FROM picked LEFT JOIN LATERAL (SELECT tags, company FROM message WHERE id = picked.message_id) AS about ON true`
}

function selectRejected(window: LiveWindow): Prisma.Sql {
  return Prisma.sql`
    SELECT xid::text AS xid, id, source_id AS "sourceId", at, reason, detail, size FROM rejected_request
    WHERE instance = ${window.instanceKey}::int AND ${unseen(window)} ${since(window, MESSAGE_SLACK_MS)}
    ${order(window, 'id')}`
}

function unseen({ before, after }: LiveWindow): Prisma.Sql {
  const complete = Prisma.sql`xid < ${before.toString()}::xid8`
  if (after === null) return complete
  return Prisma.sql`${complete} AND (xid, id) > (${after.xid.toString()}::xid8, ${after.id}::uuid)`
}

function since(window: LiveWindow, slack: number): Prisma.Sql {
  const from = earliest(window, slack)
  return from === null ? Prisma.empty : Prisma.sql`AND id >= hot.uuid_floor(to_timestamp(${from / 1000}::float8))`
}

/** Epoch ms before which there is nothing to find. */
function earliest({ after, oldest = null }: LiveWindow, slack: number): number | null {
  return after === null ? oldest : after.since - slack
}

function order({ after, limit }: LiveWindow, newest: 'id' | 'at'): Prisma.Sql {
  const by = after === null ? Prisma.raw(`${newest} DESC`) : Prisma.sql`xid, id`
  return Prisma.sql`ORDER BY ${by} LIMIT ${limit}::int`
}
