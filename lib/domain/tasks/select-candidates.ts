import { Prisma } from '#lib/db/generated/client.ts'
import { fanOutMatch } from '../messages/fan-out-match.ts'
import type { ReplayInput, ReplayKind, TaskCursor } from './schemas.ts'

/** Longer than any lease: a row that is due sooner may be in flight in some worker, and is about to run anyway. */
export const IN_FLIGHT_SECONDS = 120

/** What a replay looks at. */
export interface TaskScope {
  readonly kind: ReplayKind
  readonly instanceKey: number
  readonly input: ReplayInput
  readonly startedAt: Date
}

/**
 * Candidates of the next chunk in cursor order, as a query with the columns `at` (text or null), `id`, `message_id`,
 * `size`, `due` and `chosen`: the cursor passes every candidate, only the chosen ones are sent.
 */
export function selectCandidates(scope: TaskScope, cursor: TaskCursor, most: number): Prisma.Sql {
  const bound = Prisma.sql`LIMIT ${most}`
  switch (cursor.phase) {
    case 'failed':
      return finalFailures(scope.input, cursor, bound)
    case 'waiting':
      return stillTrying(scope, cursor, bound)
    case 'messages':
      return scope.kind === 'bulk_replay' ? sentMessages(scope, cursor, bound) : missedMessages(scope, cursor, bound)
  }
}

// Each pair once: by its last final failure in the range, and only if nothing ever succeeded.
function finalFailures({ consumerKey, since, until }: ReplayInput, cursor: TaskCursor, bound: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT a.at::text AS at, a.id, a.message_id, m.size, now() AS due,
  NOT EXISTS (SELECT FROM attempt s WHERE s.message_id = a.message_id AND s.consumer = a.consumer AND s.outcome = 0)
  AND NOT EXISTS (SELECT FROM attempt l WHERE l.message_id = a.message_id AND l.consumer = a.consumer AND l.outcome = 2
    AND l.at < ${until}::timestamptz AND (l.at, l.id) > (a.at, a.id)) AS chosen
FROM attempt a JOIN message m ON m.id = a.message_id
WHERE a.consumer = ${consumerKey} AND a.outcome = 2 AND a.at >= ${since}::timestamptz AND a.at < ${until}::timestamptz
  AND a.trigger <> 2 AND m.body IS NOT NULL
  AND (a.at, a.id) > (coalesce(${cursor.at}::timestamptz, '-infinity'), coalesce(${cursor.id}::uuid, hot.uuid_floor('epoch')))
ORDER BY a.at, a.id ${bound}`
}

// Tried since the task began: brought forward already, or by itself.
function stillTrying({ input, startedAt }: TaskScope, cursor: TaskCursor, bound: Prisma.Sql): Prisma.Sql {
  const { consumerKey, since, until } = input
  return Prisma.sql`
SELECT q.due_at::text AS at, q.message_id AS id, q.message_id, q.size, now() AS due,
  q.message_id >= hot.uuid_floor(${since}::timestamptz) AND q.message_id < hot.uuid_floor(${until}::timestamptz)
  AND NOT EXISTS (SELECT FROM attempt l WHERE l.message_id = q.message_id AND l.consumer = q.consumer
    AND l.at >= ${startedAt}::timestamptz) AS chosen
FROM queue q
WHERE q.consumer = ${consumerKey} AND q.due_at > now() + ${IN_FLIGHT_SECONDS} * interval '1 s' AND q.attempt > 0
  AND (q.due_at, q.message_id) > (coalesce(${cursor.at}::timestamptz, '-infinity'), coalesce(${cursor.id}::uuid, hot.uuid_floor('epoch')))
ORDER BY q.due_at, q.message_id ${bound}`
}

const MESSAGE = {
  instance: Prisma.sql`m.instance`,
  eventType: Prisma.sql`m.event_type`,
  tags: Prisma.sql`m.tags`,
  flags: Prisma.sql`m.flags`,
  onlyConsumer: Prisma.sql`NULL::int`,
}

function missedMessages(scope: TaskScope, cursor: TaskCursor, bound: Prisma.Sql): Prisma.Sql {
  const { consumerKey } = scope.input
  return Prisma.sql`
SELECT NULL::text AS at, m.id, m.id AS message_id, m.size, greatest(now(), m.deliver_at) AS due,
  m.flags & 3 = 0 AND m.body IS NOT NULL
  AND EXISTS (SELECT FROM consumer c JOIN instance i ON i.id = c.instance_id
    WHERE c.key = ${consumerKey} AND ${fanOutMatch(MESSAGE)})
  AND NOT EXISTS (SELECT FROM queue q WHERE q.message_id = m.id AND q.consumer = ${consumerKey})
  AND NOT EXISTS (SELECT FROM attempt a WHERE a.message_id = m.id AND a.consumer = ${consumerKey}) AS chosen
FROM message m WHERE ${messagesInRange(scope, cursor)}
ORDER BY m.id ${bound}`
}

function sentMessages(scope: TaskScope, cursor: TaskCursor, bound: Prisma.Sql): Prisma.Sql {
  const { consumerKey, eventTypes, tag, label, statuses, statusCodeClass } = scope.input
  const conditions = [
    Prisma.sql`m.body IS NOT NULL`,
    eventTypes === null ? Prisma.sql`true` : Prisma.sql`m.event_type = ANY (${eventTypes}::text[])`,
    tag === null ? Prisma.sql`true` : Prisma.sql`${tag}::text = ANY (m.tags)`,
    label === null ? Prisma.sql`true` : Prisma.sql`${label}::text = ANY (m.labels)`,
    Prisma.sql`EXISTS (SELECT FROM delivery d WHERE d.message_id = m.id AND d.consumer = ${consumerKey}
      AND (${statuses}::text[] IS NULL OR d.status = ANY (${statuses}::text[])))`,
    statusCodeClass === null
      ? Prisma.sql`true`
      : Prisma.sql`EXISTS (SELECT FROM attempt a WHERE a.message_id = m.id AND a.consumer = ${consumerKey}
          AND a.status_code / 100 = ${statusCodeClass})`,
  ]
  return Prisma.sql`
SELECT NULL::text AS at, m.id, m.id AS message_id, m.size, now() AS due, ${Prisma.join(conditions, ' AND ')} AS chosen
FROM message m WHERE ${messagesInRange(scope, cursor)}
ORDER BY m.id ${bound}`
}

function messagesInRange({ instanceKey, input }: TaskScope, cursor: TaskCursor): Prisma.Sql {
  return Prisma.sql`m.instance = ${instanceKey} AND m.id >= hot.uuid_floor(${input.since}::timestamptz)
  AND m.id < hot.uuid_floor(${input.until}::timestamptz) AND (${cursor.id}::uuid IS NULL OR m.id > ${cursor.id}::uuid)`
}
