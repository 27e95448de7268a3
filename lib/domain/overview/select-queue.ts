import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { FIRST_IN_LANE } from '../deliveries/first-in-lane.ts'
import { formatId } from '../ids.ts'
import type { OverviewView } from './schemas.ts'

/** Rows of one consumer's queue that are counted. */
export const COUNTED = 10_000

const rowSchema = z.object({
  waiting: z.number(),
  isMore: z.boolean(),
  due: z.number(),
  retrying: z.number(),
  held: z.number(),
  oldestAt: z.date().nullable(),
  oldestId: z.string().nullable(),
})

/**
 * The queues of an instance as one: what is held by paused consumers is not late. Flat in the size of the backlog, and
 * in the number of consumers: jumps in the queue's index from one that waits to the next.
 */
export async function selectQueue(instanceKey: number): Promise<OverviewView['queue']> {
  const [row] = await prisma().$queryRaw<unknown[]>`
    WITH RECURSIVE behind AS (
      SELECT min(consumer) AS consumer FROM queue
      UNION ALL
      SELECT (SELECT min(consumer) FROM queue WHERE queue.consumer > behind.consumer) FROM behind WHERE consumer IS NOT NULL
    ), depth AS MATERIALIZED (
      SELECT lane.consumer, lane.paused, counted.waiting, counted.due, counted.retrying,
        CASE WHEN counted.due > 0 AND NOT lane.paused THEN (
          SELECT min(due_at) FROM queue WHERE consumer = lane.consumer AND due_at > ${Prisma.raw(FIRST_IN_LANE)}
            AND due_at <= now()) END AS oldest
      FROM behind JOIN lane ON lane.consumer = behind.consumer CROSS JOIN LATERAL (
        SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE due_at <= now()))::int AS due,
          (count(*) FILTER (WHERE due_at > now() AND attempt > 0))::int AS retrying
        FROM (SELECT due_at, attempt FROM queue WHERE consumer = lane.consumer ORDER BY due_at LIMIT ${COUNTED + 1}::int) AS queued
      ) AS counted
      WHERE lane.instance = ${instanceKey}::int
    ), late AS (SELECT consumer, oldest FROM depth WHERE oldest IS NOT NULL ORDER BY oldest LIMIT 1)
    SELECT coalesce(sum(least(waiting, ${COUNTED}::int)), 0)::float8 AS waiting,
      coalesce(bool_or(waiting > ${COUNTED}::int), false) AS "isMore",
      coalesce(sum(least(due, ${COUNTED}::int)) FILTER (WHERE NOT paused), 0)::float8 AS due,
      coalesce(sum(retrying) FILTER (WHERE NOT paused), 0)::float8 AS retrying,
      coalesce(sum(least(waiting, ${COUNTED}::int)) FILTER (WHERE paused), 0)::float8 AS held, (SELECT oldest FROM late) AS "oldestAt",
      (SELECT id FROM consumer WHERE key = (SELECT consumer FROM late)) AS "oldestId"
    FROM depth`
  const { oldestAt, oldestId, ...counts } = rowSchema.parse(row)
  const isKnown = oldestAt !== null && oldestId !== null
  const oldestDue = isKnown ? { at: oldestAt.toISOString(), consumerId: formatId('consumer', oldestId) } : null
  return { ...counts, oldestDue }
}
