import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'

/** Rows of one consumer's queue that are counted. */
const COUNTED = 10_000

const rowSchema = z.object({ consumer: z.number(), waiting: z.number() })

export interface QueueDepth {
  readonly consumer: number
  readonly waiting: number
  readonly isMore: boolean
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
    SELECT lane.consumer, depth.waiting
    FROM behind JOIN lane ON lane.consumer = behind.consumer CROSS JOIN LATERAL (
      SELECT count(*)::int AS waiting
      FROM (SELECT FROM queue WHERE consumer = lane.consumer LIMIT ${COUNTED + 1}::int) AS counted
    ) AS depth
    WHERE lane.instance = ${instanceKey}::int`
  return rows.map((row) => {
    const { waiting, ...rest } = rowSchema.parse(row)
    return { ...rest, waiting: Math.min(waiting, COUNTED), isMore: waiting > COUNTED }
  })
}
