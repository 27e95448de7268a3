import { FIRST_IN_LANE } from '#lib/domain/deliveries/first-in-lane.ts'

/**
 * $1 lanes, $2 lease in seconds, $3 rows of an unlimited lane, $4 consumers without a free slot, $5 bytes of bodies in
 * all, $6 rows of a limited lane, $7–$8 rows of these consumers instead.
 * Walks due lanes, oldest first, and spends their tokens in the same statement: fair, rate-limited across workers, and
 * flat in backlog size (8–14 µs a row from 100 to 1M rows; a global index on `due_at` let one consumer with 500,000 due
 * rows starve all others). Rows come in rounds over the lanes until the bytes or the instance's tokens run out; the lane
 * served longest ago (`tok_at`) begins, so that lanes that share an instance's rate take turns. A paused lane gives only
 * its manual and test rows. A body is asked for as a range in order: with statistics of an empty day Postgres would take
 * any index that ends with the id, and skip through its instances and types.
 */
export const CLAIM = `
with l as materialized (
  select consumer, instance, rate, burst, paused, at, tok_at, tokens, least(
    coalesce((select w.rows from unnest($7::int4[], $8::int4[]) w(consumer, rows) where w.consumer = due.consumer limit 1),
      case when rate is null then $3::int4 else $6::int4 end),
    case when rate is null then 2147483647 else floor(tokens)::int4 end) as n
  from (
    select consumer, instance, rate, burst, paused, next_at, at, tok_at,
      case when rate is null then 0 else least(burst, tokens + rate * extract(epoch from at - tok_at)::float8) end as tokens
    from (
      select *, clock_timestamp() as at
      from lane where next_at <= now() and consumer <> all($4::int4[])
      order by next_at limit $1 for update skip locked
    ) locked
  ) due
),
il as materialized (
  select instance, rate, at, least(burst, tokens + rate * extract(epoch from at - tok_at)::float8) as tokens
  from (
    select *, clock_timestamp() as at
    from instance_lane where instance = any(array(select distinct instance from l)) order by instance for update
  ) locked
),
p as materialized (
  select l.consumer, l.instance, l.n, l.rate, l.burst, l.paused, l.at, l.tok_at, l.tokens, q.ct, q.size,
    row_number() over (partition by l.consumer order by q.due_at) as round
  from l left join lateral (
    select ctid as ct, size, due_at from queue
    where consumer = l.consumer and due_at <= case when l.paused then ${FIRST_IN_LANE} else now() end order by due_at limit l.n + 1 for update skip locked
  ) q on true
),
ranked as materialized (
  select p.*, sum(size) over (order by round, tok_at, consumer) as bytes, count(ct) over (order by round, tok_at, consumer) as place,
    count(ct) over (partition by instance order by round, tok_at, consumer) as of_instance
  from p
),
chosen as materialized (
  select r.*, ct is not null and r.round <= r.n and (r.bytes <= $5::int8 or r.place = 1)
    and r.of_instance <= coalesce((select floor(il.tokens) from il where il.instance = r.instance), r.of_instance) as taken
  from ranked r
),
g as materialized (
  select consumer, instance, n, rate, burst, paused, at, tokens, count(ct) as found, count(*) filter (where taken) as got
  from chosen group by consumer, instance, n, rate, burst, paused, at, tokens
),
lanes as (
  update lane set tokens = case when g.got > 0 then greatest(0, g.tokens - g.got) else lane.tokens end,
    tok_at = case when g.got > 0 then g.at else lane.tok_at end, next_at = case
    when g.got = g.found and g.paused then 'infinity'
    when g.got = g.found then least(
      (select due_at from queue q where q.consumer = g.consumer and q.due_at > now() order by q.due_at limit 1),
      case when g.got > 0 then now() + interval '100 ms' else 'infinity' end)
    when g.rate is not null and g.tokens - g.got < 1
      then now() + greatest((1 - (g.tokens - g.got)) / g.rate, least(0.25, g.burst / 4 / g.rate)) * interval '1 s'
    when exists (select from il where il.instance = g.instance)
      then now() + (select greatest(0.02, least(1, 1 / il.rate)) from il where il.instance = g.instance) * interval '1 s'
    else now()
    end
  from g where lane.consumer = g.consumer returning lane.consumer, lane.next_at
),
instances as (
  update instance_lane x set tokens = il.tokens - (select count(*) from chosen c where c.taken and c.instance = x.instance), tok_at = il.at
  from il where x.instance = il.instance
),
leased as (
  update queue q set due_at = now() + $2::float8 * interval '1 s' from chosen c where c.taken and q.ctid = c.ct
  returning q.message_id, q.consumer, q.attempt, q.trigger, q.resume_at, q.size, c.instance
)
select x.message_id, x.consumer, x.instance, x.attempt, x.trigger, x.size,
  (extract(epoch from x.resume_at) * 1e6)::int8::text as resume_at,
  (extract(epoch from now() + $2::float8 * interval '1 s') * 1e6)::int8::text as lease,
  m.event_type, m.tags, m.body, m.hop, null::int4[] as emptied, null::float8 as next_in
from leased x left join lateral (
  select event_type, tags, body, hop from message where id between x.message_id and x.message_id order by id limit 1
) m on true
union all
select null, null, null, null, null, null, null, null, null, null, null, null,
  (select array_agg(consumer) from g where found = got and not paused),
  (select extract(epoch from least(
    (select min(next_at) from lanes),
    (select next_at from lane where next_at > now() and consumer <> all($4::int4[]) order by next_at limit 1)
  ) - now())::float8 * 1000)`
