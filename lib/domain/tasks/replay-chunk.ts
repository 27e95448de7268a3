import type { Transaction } from '#lib/db/client.ts'
import { DUE_CHANNEL } from '../messages/web-message-sink.ts'
import { endTask, type TaskStep } from './running-task.ts'
import { replayInputSchema, replayKindSchema, type TaskCursor, taskCursorSchema } from './schemas.ts'
import { IN_FLIGHT_SECONDS, selectCandidates, type TaskScope } from './select-candidates.ts'
import { nextPhase } from './task-phases.ts'

/** Most rows of one consumer that replays keep due at once: fresh messages never wait behind more. */
const OUTSTANDING = 500
/** The same of a rate-limited consumer, as time at its rate: fresh messages never wait longer behind a replay. */
const OUTSTANDING_SECONDS = 10
/** Most candidates one chunk looks at. */
const SCAN = 2000

interface Chunk {
  readonly scanned: number
  readonly chosen: number
  readonly at: string | null
  readonly id: string | null
}

/** Queues the next deliveries of a recover or replay, as far as its consumer has room for them. */
export const advanceReplay: TaskStep = async (tx, { id, instance_key, kind, input, cursor: stored, created_at }) => {
  const scope: TaskScope = {
    kind: replayKindSchema.parse(kind),
    instanceKey: instance_key ?? 0,
    input: replayInputSchema.parse(input),
    startedAt: created_at,
  }
  const most = await mostOutstanding(tx, scope.input.consumerKey)
  if (most === null) return endTask(tx, id, 'failed', 'The consumer was deleted.')
  const room = most - (await outstanding(tx, scope.input.consumerKey, most))
  if (room === 0) return false
  const cursor = taskCursorSchema.parse(stored)
  const chunk = await enqueueChunk(tx, scope, cursor, room)
  const exhausted = chunk.scanned < SCAN && chunk.chosen < room
  const next = exhausted ? nextPhase(scope.kind, cursor.phase) : { ...cursor, at: chunk.at, id: chunk.id }
  await tx.$executeRaw`UPDATE task SET done = done + ${chunk.chosen}, updated_at = now(),
    total = greatest(total, done + ${chunk.chosen}), cursor = ${JSON.stringify(next ?? cursor)}::jsonb WHERE id = ${id}::uuid`
  return next === null ? endTask(tx, id) : true
}

/** How many rows of the consumer may be due at once: none while it takes no deliveries; null when it is gone. */
async function mostOutstanding(tx: Transaction, consumerKey: number): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ ready: boolean; rate: number | null }[]>`
    SELECT NOT c.disabled AND NOT c.paused AS ready, least(c.rate, i.rate) AS rate
    FROM consumer c JOIN instance i ON i.id = c.instance_id WHERE c.key = ${consumerKey} AND c.deleted_at IS NULL`
  if (row === undefined) return null
  if (!row.ready) return 0
  return row.rate === null ? OUTSTANDING : Math.min(OUTSTANDING, row.rate * OUTSTANDING_SECONDS)
}

/** Counted up to `most`. Fresh rows that wait count too: a replay yields to them. */
async function outstanding(tx: Transaction, consumerKey: number, most: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ due: number }[]>`
    SELECT count(*)::int AS due FROM (
      SELECT FROM queue WHERE consumer = ${consumerKey} AND due_at <= now() + ${IN_FLIGHT_SECONDS} * interval '1 s'
      LIMIT ${most}
    ) AS soon`
  return row?.due ?? 0
}

async function enqueueChunk(tx: Transaction, scope: TaskScope, cursor: TaskCursor, room: number): Promise<Chunk> {
  const consumer = scope.input.consumerKey
  const [chunk] = await tx.$queryRaw<Chunk[]>`
WITH candidate AS MATERIALIZED (
  SELECT *, count(*) FILTER (WHERE chosen) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS chosen_so_far
  FROM (SELECT *, row_number() OVER () AS place FROM (${selectCandidates(scope, cursor, SCAN)}) AS found) AS numbered
), passed AS MATERIALIZED (
  SELECT * FROM candidate WHERE chosen_so_far < ${room} OR (chosen AND chosen_so_far = ${room})
), queued AS (
  INSERT INTO queue (message_id, consumer, due_at, trigger, size)
  SELECT message_id, ${consumer}::int, due, 3, size FROM passed WHERE chosen ORDER BY message_id
  ON CONFLICT (message_id, consumer) DO UPDATE SET due_at = excluded.due_at
  WHERE queue.due_at > now() + ${IN_FLIGHT_SECONDS} * interval '1 s'
), woken AS (
  UPDATE lane SET next_at = now() WHERE consumer = ${consumer} AND next_at > now() AND NOT paused
  RETURNING consumer
)
SELECT count(*)::int AS scanned, count(*) FILTER (WHERE chosen)::int AS chosen,
  (array_agg(at ORDER BY place DESC))[1] AS at, (array_agg(id::text ORDER BY place DESC))[1] AS id,
  (SELECT count(pg_notify(${DUE_CHANNEL}, ''))::int FROM woken) AS notified
FROM passed`
  return chunk ?? { scanned: 0, chosen: 0, at: null, id: null }
}
