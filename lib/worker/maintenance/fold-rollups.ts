import type pg from 'pg'
import { EVERY_TYPE } from '#lib/domain/activity/every-type.ts'
import { HISTOGRAM_SUM, histogramOf } from '#lib/domain/activity/histogram-sum.ts'

/**
 * Batches of counts folded in one transaction, of a hundred attempts each under load: as many as come between two rounds,
 * because each transaction writes the row of every consumer that it has counts of.
 */
const CHUNK = 2_000

const SUMS = `sum(accepted) as accepted, sum(success) as success, sum(failure) as failure, sum(retry) as retry,
  sum(cancelled) as cancelled, sum(total_ms) as total_ms`

/**
 * Moves counts into the roll-ups: deleted and added in one statement, so each counts exactly once whatever fails.
 * Summed by minute first (a busy second has thousands of few consumers), then spread over the grains.
 * Consumer 0 is the whole instance: what was accepted, and the sum of all its consumers' attempts. EVERY_TYPE sums types.
 */
const FOLD = `
with moved as (
  delete from hot.rollup_batch b where ctid = any(array(select ctid from hot.rollup_batch limit $1)) returning b as batch
),
minutes as materialized (
  select instance, consumer, event_type, date_trunc('minute', (batch).at, 'UTC') as at, ${SUMS},
    ${histogramOf((place) => `(count(*) filter (where place = ${place}))::int4`)} as histogram
  from moved cross join lateral hot.counts_of(batch) group by 1, 2, 3, 4
),
totals as (
  select m.instance, w.consumer, t.event_type, g.grain,
    case g.grain when 'm' then m.at when 'h' then date_trunc('hour', m.at, 'UTC') else date_trunc('day', m.at, 'UTC') end as at, ${SUMS},
    ${HISTOGRAM_SUM}::int4[] as histogram
  from minutes m
  cross join lateral (select m.consumer union select 0) w(consumer)
  cross join lateral (values (m.event_type), ('${EVERY_TYPE}')) t(event_type)
  cross join (values ('m'), ('h'), ('d')) g(grain)
  group by 1, 2, 3, 4, 5
),
added as (
  insert into rollup as r (instance, consumer, event_type, grain, at, accepted, success, failure, retry, cancelled, total_ms, histogram)
  select * from totals
  order by instance, grain, at, consumer, event_type
  on conflict (instance, grain, at, consumer, event_type) do update set
    accepted = r.accepted + excluded.accepted, success = r.success + excluded.success, failure = r.failure + excluded.failure,
    retry = r.retry + excluded.retry, cancelled = r.cancelled + excluded.cancelled, total_ms = r.total_ms + excluded.total_ms,
    histogram = ${histogramOf((place) => `coalesce(r.histogram[${place}], 0) + excluded.histogram[${place}]`)}
)
select count(*)::int4 as n from moved`

/** Folds all counts there are, chunk by chunk. Resolves to the number of their batches. */
export async function foldRollups(client: pg.Pool | pg.PoolClient): Promise<number> {
  let folded = 0
  for (;;) {
    const { rows } = await client.query<{ n: number }>(FOLD, [CHUNK])
    const n = rows[0]?.n ?? 0
    folded += n
    if (n < CHUNK) return folded
  }
}

/** Minutes are kept for three days and hours for ninety, days for ever: a year of traffic stays small. */
export async function dropOldRollups(client: pg.Pool | pg.PoolClient): Promise<void> {
  await client.query(`delete from rollup where (grain = 'm' and at < now() - interval '3 days')
    or (grain = 'h' and at < now() - interval '90 days')`)
}
