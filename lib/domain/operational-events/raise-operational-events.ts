import { Prisma, type PrismaClient } from '#lib/db/generated/client.ts'
import { fanOutMatch } from '../messages/fan-out-match.ts'
import { MESSAGE_FLAG } from '../messages/message-flags.ts'
import { DUE_CHANNEL } from '../messages/web-message-sink.ts'
import type { OperationalEvent } from './operational-event.ts'

const EVENT = {
  instance: Prisma.sql`e.instance`,
  eventType: Prisma.sql`e.type`,
  tags: Prisma.sql`'{}'::text[]`,
  flags: Prisma.sql`${MESSAGE_FLAG.operational}::int`,
  onlyConsumer: Prisma.sql`NULL::int`,
}

/**
 * Queues events for the operational endpoints that listen, with the change that caused them when `db` is its
 * transaction. An event nobody listens to is not stored. Deliveries of these never beget events themselves.
 */
export async function raiseOperationalEvents(
  db: Pick<PrismaClient, '$queryRaw'>,
  events: readonly OperationalEvent[],
): Promise<void> {
  if (events.length === 0) return
  const bodies = events.map(({ type, data }) => JSON.stringify({ type, data }))
  await db.$queryRaw`
WITH e AS MATERIALIZED (
  SELECT hot.uuid7() AS id, given.* FROM unnest(${events.map((event) => event.instanceKey)}::int[],
    ${events.map((event) => event.type)}::text[], ${bodies}::text[]) AS given (instance, type, body)
), target AS MATERIALIZED (
  SELECT e.*, c.key AS consumer FROM e JOIN instance i ON i.key = e.instance JOIN consumer c ON c.instance_id = i.id
  WHERE ${fanOutMatch(EVENT)}
), stored AS (
  INSERT INTO message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
  SELECT DISTINCT id, instance, type, '{}'::text[], '{}'::smallint[], '{}'::text[], body, octet_length(body),
    ${MESSAGE_FLAG.operational}::smallint FROM target
), queued AS (
  INSERT INTO queue (message_id, consumer, due_at, size)
  SELECT id, consumer, now(), octet_length(body) FROM target ORDER BY id, consumer RETURNING consumer
), woken AS (
  UPDATE lane SET next_at = now() WHERE consumer IN (
    SELECT consumer FROM lane WHERE consumer IN (SELECT consumer FROM queued) AND next_at > now() AND NOT paused
    ORDER BY consumer FOR UPDATE SKIP LOCKED
  ) RETURNING consumer
)
SELECT count(pg_notify(${DUE_CHANNEL}, ''))::int AS notified FROM (SELECT FROM woken LIMIT 1) AS one`
}
