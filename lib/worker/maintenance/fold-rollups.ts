import type pg from 'pg'

/** Deltas folded in one transaction. */
const CHUNK = 20_000

/**
 * Moves deltas into the roll-ups: deleted and added in one statement, so each counts exactly once whatever fails.
 * Consumer 0 is the whole instance: what was accepted, and the sum of all its consumers' attempts.
 */
const FOLD = `
with moved as (
  delete from hot.rollup_delta where ctid = any(array(select ctid from hot.rollup_delta limit $1)) returning *
),
spread as materialized (
  select d.instance, w.consumer, d.event_type, g.grain,
    case g.grain when 'm' then date_trunc('minute', d.at, 'UTC') when 'h' then date_trunc('hour', d.at, 'UTC')
      else date_trunc('day', d.at, 'UTC') end as at,
    d.accepted, d.success, d.failure, d.retry, d.cancelled, d.total_ms, d.histogram
  from moved d
  cross join lateral (select d.consumer union select 0) w(consumer)
  cross join (values ('m'), ('h'), ('d')) g(grain)
),
totals as (
  select instance, consumer, event_type, grain, at, sum(accepted) as accepted, sum(success) as success,
    sum(failure) as failure, sum(retry) as retry, sum(cancelled) as cancelled, sum(total_ms) as total_ms
  from spread group by 1, 2, 3, 4, 5
),
buckets as (
  select instance, consumer, event_type, grain, at, array_agg(n order by place) as histogram
  from (
    select s.instance, s.consumer, s.event_type, s.grain, s.at, h.place, sum(h.n)::int4 as n
    from spread s cross join lateral unnest(s.histogram) with ordinality h(n, place)
    group by 1, 2, 3, 4, 5, 6
  ) summed group by 1, 2, 3, 4, 5
),
added as (
  insert into rollup as r (instance, consumer, event_type, grain, at, accepted, success, failure, retry, cancelled, total_ms, histogram)
  select t.*, coalesce(b.histogram, '{}') from totals t left join buckets b using (instance, consumer, event_type, grain, at)
  order by instance, grain, at, consumer, event_type
  on conflict (instance, grain, at, consumer, event_type) do update set
    accepted = r.accepted + excluded.accepted, success = r.success + excluded.success, failure = r.failure + excluded.failure,
    retry = r.retry + excluded.retry, cancelled = r.cancelled + excluded.cancelled, total_ms = r.total_ms + excluded.total_ms,
    histogram = (select coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) order by place), '{}')
      from unnest(r.histogram, excluded.histogram) with ordinality x(a, b, place))
)
select count(*)::int4 as n from moved`

/** Folds all deltas there are, chunk by chunk. Resolves to their number. */
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
