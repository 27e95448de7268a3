import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { type ActivityScope, activityCounts, WHOLE_INSTANCE } from './activity-counts.ts'
import { HISTOGRAM_SUM } from './histogram-sum.ts'
import { latencyQuantile } from './latency-quantile.ts'
import type { ActivityRange, ActivityView } from './schemas.ts'
import { selectPrevious } from './select-previous.ts'

/** How a range is cut: seconds a bucket, how many, and the roll-up's grain that is read. */
const CUTS = {
  '6h': { seconds: 300, buckets: 72, grain: 'm' },
  '24h': { seconds: 1800, buckets: 48, grain: 'm' },
  '7d': { seconds: 7200, buckets: 84, grain: 'h' },
  '14d': { seconds: 14_400, buckets: 84, grain: 'h' },
} as const

interface Counts {
  readonly accepted: number
  readonly success: number
  readonly failure: number
  readonly retry: number
  readonly cancelled: number
  readonly histogram: readonly number[]
}

interface Bucket extends Counts {
  readonly at: Date
}

export interface ActivityQuestion {
  readonly range: ActivityRange
  readonly eventType?: string | undefined
}

/** Attempts over time of an instance or of one consumer, from roll-ups and what is not folded into them yet. */
export async function getActivity(
  ctx: Context,
  instance: string,
  consumer: string | null,
  { range, eventType }: ActivityQuestion,
): Promise<ActivityView> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const key = consumer === null ? WHOLE_INSTANCE : (await findConsumer(found, consumer)).key
  const scope = { instance: found.key, consumer: key, grain: CUTS[range].grain, eventType }
  const rows = await readBuckets(scope, range)
  const previous = await selectPrevious(scope, rows[0]?.at ?? new Date())
  const sum = rows.reduce(added, NOTHING)
  const attempts = sum.success + sum.failure + sum.retry
  return {
    range,
    bucketSeconds: CUTS[range].seconds,
    buckets: rows.map(({ at, ...counts }) => ({ at: at.toISOString(), ...present(counts) })),
    totals: { ...present(sum), successRate: attempts === 0 ? null : sum.success / attempts },
    previous,
  }
}

const NOTHING: Counts = { accepted: 0, success: 0, failure: 0, retry: 0, cancelled: 0, histogram: [] }

function added(sum: Counts, one: Counts): Counts {
  return {
    accepted: sum.accepted + one.accepted,
    success: sum.success + one.success,
    failure: sum.failure + one.failure,
    retry: sum.retry + one.retry,
    cancelled: sum.cancelled + one.cancelled,
    // A bucket without attempts has none: the sum's own is as long as it gets.
    histogram: longer(one.histogram, sum.histogram).map((_, at) => (one.histogram[at] ?? 0) + (sum.histogram[at] ?? 0)),
  }
}

const longer = (one: readonly number[], other: readonly number[]) => (one.length > other.length ? one : other)

function present({ histogram, ...counts }: Counts) {
  return { ...counts, p50: latencyQuantile(histogram, 0.5), p95: latencyQuantile(histogram, 0.95) }
}

const COUNTED = ['accepted', 'success', 'failure', 'retry', 'cancelled']

function readBuckets(scope: ActivityScope, range: ActivityRange) {
  const { seconds, buckets } = CUTS[range]
  const step = Prisma.sql`make_interval(secs => ${seconds}::float8)`
  const counts = activityCounts(scope, Prisma.sql`(select since from span)`, Prisma.sql`'infinity'`)
  return prisma().$queryRaw<Bucket[]>`
    with span as materialized (
      select date_bin(${step}, now(), timestamptz '2000-01-01 00:00:00+00') - ${buckets - 1}::int * ${step} as since
    ), counted as (${counts}
    ), bucket as (
      select date_bin(${step}, at, timestamptz '2000-01-01 00:00:00+00') as at, ${sums()} from counted group by 1
    )
    select start.at, ${Prisma.raw(COUNTED.map((name) => `coalesce(b.${name}, 0)::float8 as ${name}`).join(', '))},
      coalesce(b.histogram, '{}')::float8[] as histogram
    from span, generate_series(span.since, now(), ${step}) as start (at) left join bucket b on b.at = start.at
    order by start.at`
}

function sums(): Prisma.Sql {
  const counts = COUNTED.map((name) => `sum(${name}) as ${name}`)
  return Prisma.raw(`${counts.join(', ')}, ${HISTOGRAM_SUM} as histogram`)
}
