import { prisma, type Transaction } from '#lib/db/client.ts'
import { DUE_CHANNEL } from '../messages/web-message-sink.ts'
import { type TaskCursor, taskCursorSchema, taskInputSchema, taskKindSchema } from './schemas.ts'
import { IN_FLIGHT_SECONDS, selectCandidates, type TaskScope } from './select-candidates.ts'
import { nextPhase } from './task-phases.ts'

/** Most rows of one consumer that replays keep due at once: fresh messages never wait behind more. */
const OUTSTANDING = 500
/** Most candidates one chunk looks at. */
const SCAN = 2000

interface RunningTask {
  readonly instance_key: number
  readonly kind: string
  readonly input: unknown
  readonly cursor: unknown
  readonly created_at: Date
  readonly ready: boolean | null
}

interface Chunk {
  readonly scanned: number
  readonly chosen: number
  readonly at: string | null
  readonly id: string | null
}

/**
 * Carries out one bounded chunk of a task in one transaction with its progress, so that a killed worker leaves neither
 * a gap nor a double. Two workers never advance one task at once. Returns true while there may be more to do now.
 */
export async function advanceTask(id: string): Promise<boolean> {
  return prisma().$transaction(async (tx) => {
    const [task] = await lockTask(tx, id)
    if (task === undefined) return false
    if (task.ready === null) return finish(tx, id, 'failed', 'The consumer was deleted.')
    const scope: TaskScope = {
      kind: taskKindSchema.parse(task.kind),
      instanceKey: task.instance_key,
      input: taskInputSchema.parse(task.input),
      startedAt: task.created_at,
    }
    const room = task.ready ? await roomFor(tx, scope.input.consumerKey) : 0
    if (room === 0) return false
    const cursor = taskCursorSchema.parse(task.cursor)
    const chunk = await enqueueChunk(tx, scope, cursor, room)
    const exhausted = chunk.scanned < SCAN && chunk.chosen < room
    const next = exhausted ? nextPhase(scope.kind, cursor.phase) : { ...cursor, at: chunk.at, id: chunk.id }
    await tx.$executeRaw`UPDATE task SET done = done + ${chunk.chosen}, updated_at = now(),
      total = greatest(total, done + ${chunk.chosen}), cursor = ${JSON.stringify(next ?? cursor)}::jsonb WHERE id = ${id}::uuid`
    return next === null ? finish(tx, id, 'finished', null) : true
  })
}

function lockTask(tx: Transaction, id: string): Promise<RunningTask[]> {
  return tx.$queryRaw`
    SELECT i.key AS instance_key, t.kind, t.input, t.cursor, t.created_at, c.ready
    FROM task t JOIN instance i ON i.id = t.instance_id
    LEFT JOIN LATERAL (
      SELECT NOT c.disabled AND NOT c.paused AS ready FROM consumer c
      WHERE c.key = (t.input ->> 'consumerKey')::int AND c.deleted_at IS NULL
    ) c ON true
    WHERE t.id = ${id}::uuid AND t.status = 'running' FOR UPDATE OF t SKIP LOCKED`
}

async function finish(tx: Transaction, id: string, status: string, error: string | null): Promise<false> {
  await tx.$executeRaw`UPDATE task SET status = ${status}, error = ${error}, finished_at = now(), updated_at = now()
    WHERE id = ${id}::uuid`
  return false
}

/** Fresh rows that wait count too: a replay yields to them. */
async function roomFor(tx: Transaction, consumerKey: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ due: number }[]>`
    SELECT count(*)::int AS due FROM (
      SELECT FROM queue WHERE consumer = ${consumerKey} AND due_at <= now() + ${IN_FLIGHT_SECONDS} * interval '1 s'
      LIMIT ${OUTSTANDING}
    ) AS soon`
  return OUTSTANDING - (row?.due ?? 0)
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
