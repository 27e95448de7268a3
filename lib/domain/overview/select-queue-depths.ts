import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { FIRST_IN_LANE } from '../deliveries/first-in-lane.ts'

/** Rows of one consumer's queue that are counted. */
const COUNTED = 10_000

const rowSchema = z.object({ consumer: z.number(), waiting: z.number(), due: z.number(), oldest: z.number() })

export interface QueueDepth {
  readonly consumer: number
  readonly waiting: number
  readonly isMore: boolean
  /** Rows that could be sent now. */
  readonly due: number
  /** Seconds that the one due longest has been due. */
  readonly oldest: number
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
    SELECT lane.consumer, depth.waiting, depth.due, depth.oldest
    FROM behind JOIN lane ON lane.consumer = behind.consumer CROSS JOIN LATERAL (
      SELECT count(*)::int AS waiting, count(*) FILTER (WHERE due_at <= now())::int AS due,
        coalesce(max(extract(epoch FROM now() - due_at)) FILTER (WHERE due_at > ${Prisma.raw(FIRST_IN_LANE)}), 0)::float8 AS oldest
      FROM (SELECT due_at FROM queue WHERE consumer = lane.consumer ORDER BY due_at LIMIT ${COUNTED + 1}::int) AS counted
    ) AS depth
    WHERE lane.instance = ${instanceKey}::int`
  return rows.map((row) => {
    const { waiting, ...rest } = rowSchema.parse(row)
    return { ...rest, waiting: Math.min(waiting, COUNTED), isMore: waiting > COUNTED }
  })
}
