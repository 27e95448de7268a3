import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { LivePosition } from './live-position.ts'

/** What of an instance to read: the lines after a position and before a transaction, or the newest before it. */
export interface LiveWindow {
  readonly instanceKey: number
  readonly before: bigint
  readonly after: LivePosition | null
  readonly limit: number
}

const lineSchema = z.object({
  table: z.enum(['message', 'attempt', 'rejected']),
  xid: z.string().transform(BigInt),
  id: z.string(),
  /** Of messages and attempts. */
  messageId: z.string().nullable(),
  /** Key of an attempt's. */
  consumer: z.number().nullable(),
})

/** Which row of which table is a line of the log. */
export type LiveLine = Readonly<z.output<typeof lineSchema>>

/** Ids are minted before the statement that inserts them; an attempt carries the time when its try began. */
const MESSAGE_SLACK_MS = 30_000
const ATTEMPT_SLACK_MS = 100_000

/**
 * The lines of a window, in order of transaction after a position, newest first without one. Only what orders them is
 * read here: each table may hold as many as all together show.
 */
export async function selectLiveLines({ instanceKey, before, after, limit }: LiveWindow): Promise<LiveLine[]> {
  const complete = Prisma.sql`instance = ${instanceKey}::int AND xid < ${before.toString()}::xid8`
  const seen =
    after === null
      ? complete
      : Prisma.sql`${complete} AND (xid, id) > (${after.xid.toString()}::xid8, ${after.id}::uuid)`
  const end = (newest: string, next = 'xid, id') =>
    Prisma.sql`ORDER BY ${Prisma.raw(after === null ? newest : next)} LIMIT ${limit}::int`
  const minted = after === null ? Prisma.empty : Prisma.sql`AND id >= hot.uuid_floor(${since(after, MESSAGE_SLACK_MS)})`
  const begun = after === null ? Prisma.empty : Prisma.sql`AND at >= ${since(after, ATTEMPT_SLACK_MS)}`
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT "table", xid::text AS xid, id::text, message_id::text AS "messageId", consumer FROM (
      (SELECT 'message' AS "table", xid, id, id AS message_id, NULL::int AS consumer, ${TIME_OF_ID} AS at
        FROM message WHERE ${seen} ${minted} ${end('id DESC')})
      UNION ALL
      (SELECT 'attempt', xid, id, message_id, consumer, at FROM attempt WHERE ${seen} ${begun} ${end('at DESC')})
      UNION ALL
      (SELECT 'rejected', xid, id, NULL, NULL, at FROM rejected_request WHERE ${seen} ${minted} ${end('id DESC')})
    ) AS line ${end('line.at DESC, line.id DESC', 'line.xid, line.id')}`
  return rows.map((row) => lineSchema.parse(row))
}

/** Of a UUIDv7. */
const TIME_OF_ID = Prisma.raw(
  `to_timestamp(('x' || left(id::text, 8) || substr(id::text, 10, 4))::bit(48)::bigint / 1000.0::float8)`,
)

function since(after: LivePosition, slackMs: number): Prisma.Sql {
  return Prisma.sql`to_timestamp(${(after.since - slackMs) / 1000}::float8)`
}
