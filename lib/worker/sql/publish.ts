import { FIRST_IN_LANE } from '#lib/domain/deliveries/first-in-lane.ts'

/**
 * $1–$17 one element a message, $18–$24 one a delivery (`ord` counts messages from 1), $25–$26 one a lane to wake, $27
 * the lease in seconds. A delivery's mode: 0 due now, 1 leased, 2 due at `due`, 3 before all others of its lane.
 * Message, dedupe and queue rows share one gate: the instance still has the configuration that the fan-out was matched
 * with. Bodies are unnested once, straight into the table, and each version is looked up once.
 */
const MESSAGES = `
  i as materialized (
    select t.ord, t.id, t.instance, t.event_type, t.flags, t.keys,
      t.version = (select c.config_version from instance c where c.key = t.instance) as current
    from unnest($1::uuid[], $2::int4[], $3::text[], $12::int2[], $16::int8[], $17::int2[])
      with ordinality t(id, instance, event_type, flags, version, keys, ord)
  )`

const NO_DEDUPE = `
  g as materialized (select i.*, current as good from i),
  duplicates as (select null::int8[] as ords, null::uuid[] as ids)`

// One element a key in $28–$33: `ord` of its message, the key, days before today (UTC) and seconds that it counts, id
// and instance of its message. `day <= today` spares every look-up the partitions made ahead. The keys are sorted, so
// that two workers with the same ones cannot deadlock. A key that another transaction is inserting is waited for and
// comes back neither as earlier nor as fresh: its message is looked up afterwards.
const WITH_DEDUPE = `
  k as materialized (
    select t.*, (select array_agg(current order by ord) from i)[t.ord] as current,
      hot.uuid_floor(now() - t.seconds * interval '1 s') as since
    from unnest($28::int4[], $29::text[], $30::int4[], $31::float8[], $32::uuid[], $33::int4[])
      t(ord, key, days, seconds, id, instance)
  ),
  earlier as materialized (
    select k.ord, d.message_id from k cross join lateral (
      select message_id from dedupe
      where instance = k.instance and key = k.key and day >= (now() at time zone 'UTC')::date - k.days
        and day <= (now() at time zone 'UTC')::date and message_id >= k.since
      order by day limit 1
    ) d
  ),
  fresh as materialized (
    insert into dedupe (instance, key, day, message_id)
    select instance, key, (now() at time zone 'UTC')::date, id from k
    where current and ord not in (select ord from earlier)
    order by instance, key
    on conflict (instance, key, day) do update set message_id = excluded.message_id
      where dedupe.message_id < (select k.since from k where k.key = excluded.key limit 1)
    returning message_id
  ),
  g as materialized (
    select i.*, current and (keys = 0 or keys = 1 and id in (select message_id from fresh)
      or keys = 2 and id in (select message_id from fresh group by message_id having count(*) = 2)) as good
    from i
  ),
  duplicates as (
    select array_agg(g.ord) as ords, array_agg((select e.message_id from earlier e where e.ord = g.ord limit 1)) as ids
    from g where current and not good
  )`

const queued = (leaseSeconds: string) => `insert into queue (message_id, consumer, due_at, trigger, size)
    select f.id, f.consumer, case f.mode when 1 then now() + ${leaseSeconds}::float8 * interval '1 s' when 0 then now()
      when 2 then f.due else ${FIRST_IN_LANE} end, f.trigger, f.size`

const woken = (consumers: string, dues: string) => `update lane set next_at = y.due from (
      select l.consumer, greatest(x.due, now()) as due from unnest(${consumers}::int4[], ${dues}::timestamptz[]) x(consumer, due)
      join lane l on l.consumer = x.consumer
      where l.next_at > greatest(x.due, now()) + interval '300 ms' and (not l.paused or x.due <= ${FIRST_IN_LANE})
      order by l.consumer for update of l skip locked
    ) y where lane.consumer = y.consumer`

const STORE = `
  gate as materialized (select array_agg(good order by ord) as good, bool_and(good) as whole from g),
  m as (
    insert into message (id, instance, event_type, tags, tag_origins, labels, company, source_id, event_id, body, size,
      flags, deliver_at, expunge_at, hop)
    select id, instance, event_type, coalesce(tags::text[], '{}'), coalesce(origins::int2[], '{}'),
      coalesce(labels::text[], '{}'), company, source_id, event_id, body, size, flags, deliver_at, expunge_at, hop
    from unnest($1::uuid[], $2::int4[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[],
      $10::text[], $11::int4[], $12::int2[], $13::timestamptz[], $14::timestamptz[], $15::int2[])
      with ordinality t(id, instance, event_type, tags, origins, labels, company, source_id, event_id,
        body, size, flags, deliver_at, expunge_at, hop, ord)
    where (select whole from gate) or (select good from gate)[t.ord]
  ),
  a as (
    insert into hot.rollup_batch (at, instance, consumer, event_type, outcome, ms)
    select now(), array_agg(instance), array_agg(0), array_agg(event_type), array_agg(-1), array_agg(0)
    from g where good and flags & 5 = 0 having count(*) > 0
  ),
  q as (
    ${queued('$27')}
    from unnest($18::int4[], $19::uuid[], $20::int4[], $21::int2[], $22::timestamptz[], $23::int2[], $24::int4[])
      f(ord, id, consumer, mode, due, trigger, size)
    where (select whole from gate) or (select good from gate)[f.ord]
  ),
  woken as (
    ${woken('$25', '$26')}
  )
  select (extract(epoch from now() + $27::float8 * interval '1 s') * 1e6)::int8::text as lease,
    (select array_agg(ord) from g where not current) as stale,
    d.ords as duplicates, d.ids as originals
  from duplicates d`

/**
 * Stores messages with their deliveries, leased to this process or due: one statement, so that one round trip and one
 * commit serve the whole group. Natural batches of about 100 measured 10–13.5k messages/s on two cores.
 */
export const PUBLISH = `with ${MESSAGES}, ${NO_DEDUPE}, ${STORE}`

/** The same where some message has a dedupe key: two more index probes each. */
export const PUBLISH_WITH_DEDUPE = `with ${MESSAGES}, ${WITH_DEDUPE}, ${STORE}`

/**
 * More deliveries of messages stored earlier in the same transaction, where `now()` is still the same: bounds the rows of
 * one statement. $1–$6 one element a delivery, $7–$8 one a lane to wake, $9 the lease in seconds.
 */
export const PUBLISH_MORE = `with q as (
    ${queued('$9')}
    from unnest($1::uuid[], $2::int4[], $3::int2[], $4::timestamptz[], $5::int2[], $6::int4[])
      f(id, consumer, mode, due, trigger, size)
  )
  ${woken('$7', '$8')}`

/** The message that a key stands for, when a concurrent transaction won it. */
export const FIND_DUPLICATE = `select message_id from dedupe
  where instance = $1 and key = $2 and day >= (now() at time zone 'UTC')::date - $3::int4 order by day desc limit 1`

/** Takes back keys of a message that was not stored because another of its keys was taken at the same moment. */
export const DROP_KEYS = 'delete from dedupe where instance = $1 and key = any($2) and message_id = $3'

/** Which of these messages an earlier try with an unknown outcome stored. */
export const FIND_STORED = `select id from unnest($1::uuid[]) x(id)
  where exists (select from message m where m.id = x.id)`
