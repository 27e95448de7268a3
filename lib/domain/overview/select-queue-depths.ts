import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'

/** Rows of one consumer's queue that are counted. */
const COUNTED = 10_000

/** What is due before this was put first in its lane, which says nothing of how long it waits. */
const FIRST_IN_LANE = new Date('2001-01-01T00:00:00Z')

const rowSchema = z.object({
  consumer: z.number(),
  isHeld: z.boolean(),
  due: z.number(),
  later: z.number(),
  retrying: z.number(),
  oldestDueAt: z.date().nullable(),
})

export interface QueueDepth {
  readonly consumer: number
  /** It is paused: nothing is sent. */
  readonly isHeld: boolean
  readonly waiting: number
  readonly isMore: boolean
  /** Of those that wait: due by now, and failed with another try to come. */
  readonly due: number
  readonly retrying: number
  readonly oldestDueAt: Date | null
}

/**
 * How much waits for each consumer of an instance that has something waiting. Flat in the size of the backlog, and in the
 * number of consumers: jumps in the queue's index from one that waits to the next.
 */
export async function selectQueueDepths(instanceKey: number): Promise<QueueDepth[]> {
  const rows = await prisma().$queryRaw<unknown[]>`
    WITH RECURSIVE behind AS (
      SELECT min(consumer) AS consumer FROM queue
      UNION ALL
      SELECT (SELECT min(consumer) FROM queue WHERE queue.consumer > behind.consumer) FROM behind WHERE consumer IS NOT NULL
    )
    SELECT lane.consumer, lane.paused AS "isHeld", due.many AS due, later.many AS later, later.retrying,
      (SELECT min(due_at) FROM queue WHERE consumer = lane.consumer AND due_at > ${FIRST_IN_LANE}::timestamptz
        AND due_at <= now()) AS "oldestDueAt"
    FROM behind JOIN lane ON lane.consumer = behind.consumer CROSS JOIN LATERAL (
      SELECT count(*)::int AS many
      FROM (SELECT FROM queue WHERE consumer = lane.consumer AND due_at <= now() LIMIT ${COUNTED + 1}::int) AS counted
    ) AS due CROSS JOIN LATERAL (
      SELECT count(*)::int AS many, (count(*) FILTER (WHERE attempt > 0))::int AS retrying
      FROM (SELECT attempt FROM queue WHERE consumer = lane.consumer AND due_at > now() LIMIT ${COUNTED + 1}::int) AS counted
    ) AS later
    WHERE lane.instance = ${instanceKey}::int`
  return rows.map((row) => {
    const { due, later, ...rest } = rowSchema.parse(row)
    const waiting = Math.min(due + later, COUNTED)
    return { ...rest, due: Math.min(due, COUNTED), waiting, isMore: due + later > COUNTED }
  })
}
