import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { type Within, withinIds } from '../messages/within-ids.ts'
import { type LiveRow, liveRowSchema } from './live-row.ts'
import type { LiveLine } from './select-live-lines.ts'

/** What the lines tell, by the id of the line. */
export async function readLiveRows(lines: readonly LiveLine[]): Promise<Map<string, LiveRow>> {
  const messageIds = lines.flatMap(({ messageId }) => messageId ?? []).sort()
  const within = withinIds(messageIds[0], messageIds.at(-1))
  const found = await Promise.all([
    read(lines, 'message', (some) => selectMessages(some, within)),
    read(lines, 'attempt', (some) => selectAttempts(some, within)),
    read(lines, 'rejected', selectRejected),
  ])
  const rows = found.flat().map((row) => liveRowSchema.parse(row))
  return new Map(rows.map((row) => [row.id, row]))
}

async function read(
  lines: readonly LiveLine[],
  table: LiveLine['table'],
  select: (lines: readonly LiveLine[]) => Prisma.Sql,
): Promise<unknown[]> {
  const some = lines.filter((line) => line.table === table)
  return some.length === 0 ? [] : prisma().$queryRaw<unknown[]>(select(some))
}

function selectMessages(lines: readonly LiveLine[], within: Within): Prisma.Sql {
  return Prisma.sql`
    SELECT 'message' AS "table", m.id, m.event_type AS "eventType", m.tags, m.company, m.source_id AS "sourceId", s.name AS "sourceName", m.size,
      (SELECT count(*)::int FROM (
        SELECT consumer FROM queue WHERE message_id = m.id
        UNION SELECT consumer FROM attempt WHERE message_id = m.id AND ${within(Prisma.sql`message_id`)}) AS taker) AS consumers
    FROM message m LEFT JOIN source s ON s.id = m.source_id
    WHERE m.id = ANY (${lines.map(({ id }) => id)}::uuid[])`
}

// `offset 0` has each row looked up by its key: of the newest ids there are no statistics yet, and Postgres then takes a
// walk through the whole range, once a line, for as cheap.
function selectAttempts(lines: readonly LiveLine[], within: Within): Prisma.Sql {
  return Prisma.sql`
    SELECT 'attempt' AS "table", a.id, a.message_id AS "messageId", c.id AS "consumerId",
      coalesce(nullif(c.description, ''), c.url) AS "consumerName", a.event_type AS "eventType", a.n, a.at, a.trigger, a.outcome,
      a.status_code AS "statusCode", a.error_kind AS "errorKind", a.error_detail AS "errorDetail", a.ms, m.tags, m.company
    FROM unnest(${lines.map(({ messageId }) => messageId)}::uuid[], ${lines.map(({ consumer }) => consumer)}::int[],
      ${lines.map(({ id }) => id)}::uuid[]) AS line (message_id, consumer, id)
    CROSS JOIN LATERAL (SELECT * FROM attempt WHERE message_id = line.message_id AND consumer = line.consumer
      AND id = line.id AND ${within(Prisma.sql`message_id`)} OFFSET 0) AS a
    LEFT JOIN LATERAL (SELECT tags, company FROM message WHERE id = line.message_id
      AND ${within(Prisma.sql`id`)} OFFSET 0) AS m ON true
    LEFT JOIN consumer c ON c.key = line.consumer`
}

function selectRejected(lines: readonly LiveLine[]): Prisma.Sql {
  return Prisma.sql`
    SELECT 'rejected' AS "table", r.id, r.source_id AS "sourceId", s.name AS "sourceName", r.at, r.reason, r.detail, r.size
    FROM rejected_request r LEFT JOIN source s ON s.id = r.source_id
    WHERE r.id = ANY (${lines.map(({ id }) => id)}::uuid[])`
}
