import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { EVERY_TYPE } from '../activity/every-type.ts'
import { HISTOGRAM_SUM } from '../activity/histogram-sum.ts'
import { latencyQuantile } from '../activity/latency-quantile.ts'
import type { Context } from '../context.ts'
import { formatId, parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import type { ConsumerStats } from './schemas.ts'

const HOURS = 24
/** Rows of one consumer's queue that are counted. */
const COUNTED = 2000

const rowSchema = z.object({
  id: z.string(),
  hours: z.array(z.tuple([z.number(), z.number(), z.number()])),
  histogram: z.array(z.number()),
  queued: z.number(),
  rate: z.number().nullable(),
  failing: z.boolean(),
  statusCode: z.number().nullable(),
  errorKind: z.string().nullable(),
})

/**
 * The last 24 hours, the queue and the last failure of some consumers (one page of a list), in one statement over
 * roll-ups: its cost depends on the page, not on the number of consumers or attempts.
 */
export async function getConsumerStats(
  ctx: Context,
  instance: string,
  consumers: readonly string[],
): Promise<ReadonlyMap<string, ConsumerStats>> {
  authorize(ctx, 'read')
  if (consumers.length === 0) return new Map()
  const { id, key } = await findInstance(ctx, instance)
  const ids = consumers.map((consumer) => parseId('consumer', consumer)).filter((uuid) => uuid !== null)
  const rows = await prisma().$queryRaw<unknown[]>`
    WITH wanted AS MATERIALIZED (
      SELECT id, key, rate, paused, failing_since IS NOT NULL AS failing, last_failure_status, last_failure_kind FROM consumer
      WHERE instance_id = ${id}::uuid AND id = ANY (${ids}::uuid[])
    ), span AS MATERIALIZED (
      SELECT date_trunc('hour', now()) - ${HOURS - 1}::int * interval '1 hour' AS since
    ), counted AS MATERIALIZED (
      SELECT r.consumer, r.at, r.success, r.failure + r.retry AS failed, r.histogram
      FROM span CROSS JOIN wanted w JOIN rollup r ON r.instance = ${key}::int AND r.consumer = w.key AND r.grain = 'h'
        AND r.event_type = ${EVERY_TYPE} AND r.at >= span.since
      UNION ALL
      SELECT d.consumer, d.at, d.success, d.failure + d.retry, d.histogram
      FROM span CROSS JOIN hot.rollup_delta d
      WHERE d.instance = ${key}::int AND d.at >= span.since AND d.consumer IN (SELECT key FROM wanted)
    ), hourly AS (
      SELECT consumer, extract(epoch FROM date_trunc('hour', at) - span.since)::int / 3600 AS hour,
        sum(success)::int AS success, sum(failed)::int AS failed
      FROM counted CROSS JOIN span GROUP BY 1, 2
    ), drawn AS (
      SELECT consumer, json_agg(json_build_array(hour, success, failed)) AS hours FROM hourly GROUP BY 1
    ), timed AS (
      SELECT consumer, ${Prisma.raw(HISTOGRAM_SUM)} AS histogram FROM counted GROUP BY 1
    )
    SELECT w.id, coalesce(drawn.hours, '[]') AS hours, coalesce(timed.histogram, '{}')::float8[] AS histogram,
      depth.queued, CASE WHEN NOT w.paused THEN w.rate END AS rate, w.failing, w.last_failure_status AS "statusCode", w.last_failure_kind AS "errorKind"
    FROM wanted w LEFT JOIN drawn ON drawn.consumer = w.key LEFT JOIN timed ON timed.consumer = w.key
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS queued FROM (SELECT FROM queue q WHERE q.consumer = w.key LIMIT ${COUNTED + 1}::int) AS waiting
    ) AS depth`
  return new Map(rows.map((row) => rowSchema.parse(row)).map((row) => [formatId('consumer', row.id), present(row)]))
}

function present(row: z.output<typeof rowSchema>): ConsumerStats {
  const hours = Array.from({ length: HOURS }, () => ({ success: 0, failure: 0 }))
  for (const [hour, success, failure] of row.hours) if (hour >= 0 && hour < HOURS) hours[hour] = { success, failure }
  const success = hours.reduce((sum, each) => sum + each.success, 0)
  const attempts = success + hours.reduce((sum, each) => sum + each.failure, 0)
  const queued = Math.min(row.queued, COUNTED)
  return {
    hours,
    successRate: attempts === 0 ? null : success / attempts,
    p95: latencyQuantile(row.histogram, 0.95),
    queued,
    isQueuedMore: row.queued > COUNTED,
    secondsToDrain: row.rate === null || queued === 0 ? null : queued / row.rate,
    lastFailure: row.failing ? { statusCode: row.statusCode, errorKind: row.errorKind } : null,
  }
}
