/**
 * $1–$7 one element a queue row, $8–$36 one an attempt, $37–$38 one a lane to wake: what an attempt did, what becomes of
 * its row, and the counts, in one commit. `ctid` and lateral forms keep the plan on the primary key (see
 * `createHotPool`), and so does comparing the key as a whole: with statistics of an empty queue Postgres would read all
 * rows of the consumer for each that is settled. Mode of a row: 0 delete whatever its token, 1 delete, 2 re-schedule
 * after `delay` seconds, 3 back to the schedule at `due`; all but 0 only where the row still carries the lease.
 */
const settleStatement = (attemptNumber: string) => `
with r as materialized (
  select * from unnest($1::uuid[], $2::int4[], $3::timestamptz[], $4::int2[], $5::int2[], $6::float8[], $7::timestamptz[])
    t(message_id, consumer, lease, mode, step, delay, due)
),
x as materialized (
  select y.ct, r.mode, r.step, r.delay, r.due from r cross join lateral (
    select ctid as ct from queue q
    where (q.message_id, q.consumer) >= (r.message_id, r.consumer)
      and (q.message_id, q.consumer) <= (r.message_id, r.consumer) and (r.mode = 0 or q.due_at = r.lease) for update
  ) y
),
deleted as (delete from queue where ctid = any(array(select ct from x where mode < 2))),
moved as (
  update queue q set due_at = case x.mode when 2 then now() + x.delay * interval '1 s' else x.due end,
    attempt = case x.mode when 2 then x.step else q.attempt end, trigger = case x.mode when 2 then q.trigger else 0 end,
    resume_at = null
  from x where q.ctid = x.ct and x.mode >= 2
),
a as (
  insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, error_kind,
    error_detail, ms, timings, flags, remote_address, tls_version, method, url, request_headers, signature, request_body,
    response_headers, response_body, next_at)
  select t.id, t.message_id, t.consumer, t.instance, t.event_type,
    ${attemptNumber},
    t.at, t.trigger, t.outcome, t.status_code, t.error_kind, t.error_detail, t.ms,
    array[coalesce(t.dns, -1), coalesce(t.connect, -1), coalesce(t.tls, -1), coalesce(t.first_byte, -1)], t.flags, t.remote_address, t.tls_version, t.method, t.url,
    t.request_headers::jsonb, t.signature, t.request_body, t.response_headers::jsonb, t.response_body,
    coalesce(t.next_at, now() + t.delay * interval '1 s')
  from unnest($8::uuid[], $9::uuid[], $10::int4[], $11::int4[], $12::text[], $13::int2[], $14::timestamptz[], $15::int2[],
    $16::int2[], $17::int2[], $18::text[], $19::text[], $20::int4[], $21::int4[], $22::int4[], $23::int4[], $24::int4[],
    $25::int2[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[],
    $34::text[], $35::timestamptz[], $36::float8[])
    t(id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, error_kind, error_detail, ms,
      dns, connect, tls, first_byte, flags, remote_address, tls_version, method, url, request_headers, signature,
      request_body, response_headers, response_body, next_at, delay)
),
counted as (
  insert into hot.rollup_batch (at, instance, consumer, event_type, outcome, ms)
  select now(), $11::int4[], $10::int4[], $12::text[], $16::int2[], $20::int4[] where cardinality($10::int4[]) > 0
)
update lane set next_at = y.due from (
  select l.consumer, now() + w.delay * interval '1 s' as due from unnest($37::int4[], $38::float8[]) w(consumer, delay)
  join lane l on l.consumer = w.consumer
  where l.next_at > now() + w.delay * interval '1 s' + interval '300 ms' and not l.paused
  order by l.consumer for update of l skip locked
) y where lane.consumer = y.consumer`

/** For batches of first attempts, the common case: without touching the partitions of earlier ones. */
export const SETTLE_FIRST = settleStatement('t.n')

/** Where a number is negative it is the one after the pair's last attempt. */
export const SETTLE = settleStatement(`case when t.n >= 0 then t.n else 1 + coalesce((
      select max(e.n) from attempt e where e.message_id = t.message_id and e.consumer = t.consumer), 0) end`)

/** Which of these attempts an earlier try with an unknown outcome stored. */
export const FIND_ATTEMPTS = `select t.id from unnest($1::uuid[], $2::uuid[]) t(id, message_id)
  where exists (select from attempt a where a.message_id = t.message_id and a.id = t.id)`
