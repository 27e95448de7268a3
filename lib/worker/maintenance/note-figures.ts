import type pg from 'pg'
import { EVERY_TYPE } from '#lib/domain/activity/every-type.ts'
import { HISTOGRAM_SUM } from '#lib/domain/activity/histogram-sum.ts'
import { latencyQuantile } from '#lib/domain/activity/latency-quantile.ts'
import { isSlow } from '#lib/domain/consumers/is-slow.ts'
import { env } from '#lib/env.ts'

/** Consumers looked at in one go: a few milliseconds, however many there are. */
const CHUNK = 250

interface Counted {
  readonly key: number
  readonly success: number
  readonly failed: number
  readonly histogram: number[]
}

const COUNT = `
select c.key, day.* from (
  select c.key, i.key as instance from consumer c join instance i on i.id = c.instance_id
  where c.key > $1 and c.deleted_at is null order by c.key limit $2
) c cross join lateral (
  select coalesce(sum(success), 0)::float8 as success, coalesce(sum(failure + retry), 0)::float8 as failed,
    ${HISTOGRAM_SUM}::float8[] as histogram
  from rollup r where r.instance = c.instance and r.consumer = c.key and r.grain = 'h' and r.event_type = '${EVERY_TYPE}'
    and r.at >= date_trunc('hour', now(), 'UTC') - interval '23 hours'
) day order by c.key`

/** $1 consumers, $2 shares that succeeded, $3 latencies, $4 whether they are slow. What is as noted is not written. */
const NOTE = `
update consumer c set success_rate = f.success_rate, p95 = f.p95,
  slow_since = case when f.is_slow then coalesce(c.slow_since, now()) end
from (
  select x.* from unnest($1::int4[], $2::float8[], $3::int4[], $4::bool[]) x(key, success_rate, p95, is_slow)
  join consumer k on k.key = x.key
  where (k.success_rate, k.p95, k.slow_since is not null) is distinct from (x.success_rate, x.p95, x.is_slow)
  order by x.key for update of k
) f where c.key = f.key`

/**
 * Notes on the next consumers after a key the figures of their last 24 hours that lists sort by, and whether they are
 * slow. Resolves to the key to go on after; 0 when all have been looked at.
 */
export async function noteFigures(client: pg.Pool | pg.PoolClient, after: number): Promise<number> {
  const { rows } = await client.query<Counted>(COUNT, [after, CHUNK])
  const figures = rows.map(figuresOf)
  await client.query(NOTE, [
    figures.map(({ key }) => key),
    figures.map(({ successRate }) => successRate),
    figures.map(({ p95 }) => p95),
    figures.map((each) => each.isSlow),
  ])
  return rows.length < CHUNK ? 0 : (rows.at(-1)?.key ?? 0)
}

function figuresOf({ key, success, failed, histogram }: Counted) {
  const attempts = success + failed
  const p95 = latencyQuantile(histogram, 0.95)
  return {
    key,
    successRate: attempts === 0 ? null : success / attempts,
    p95: p95 === null ? null : Math.round(p95),
    isSlow: isSlow(attempts, p95, env().POSTHORN_REQUEST_TIMEOUT_MS),
  }
}
