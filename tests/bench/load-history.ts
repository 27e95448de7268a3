import type pg from 'pg'

export interface HistorySize {
  /** Attempts over the whole range; half of them belong to one busy consumer. */
  readonly attempts: number
  readonly consumers: number
  readonly days: number
}

/** The busy consumer's uid; the others are `bench-2`, `bench-3` and so on. */
export const BUSY_CONSUMER = 'bench-1'

const EVENT_TYPES = 60
const COMPANIES = 1_000
const BODY_BYTES = 700

/**
 * Fills an instance with a past, by SQL: consumers, companies, event types, messages with two attempts each (one to the
 * busy consumer, one to any other; 4 in 100 failed), and the roll-ups that settlement would have left.
 */
export async function loadHistory(pool: pg.Pool, instanceUid: string, size: HistorySize): Promise<void> {
  await pool.query(
    `select hot.ensure_partitions((now() at time zone 'UTC')::date - $1::int, (now() at time zone 'UTC')::date + 1)`,
    [size.days + 1],
  )
  await loadCatalogue(pool, instanceUid, size.consumers)
  for (let day = 0; day < size.days; day += 1) {
    await loadStretch(pool, instanceUid, { endedDaysAgo: day, days: 1, count: perDay(size) })
  }
  await loadRollups(pool, instanceUid)
  await pool.query('vacuum (analyze)')
}

const perDay = ({ attempts, days }: HistorySize) => Math.ceil(attempts / 2 / days)

/**
 * The last ten minutes, as many messages as the history has in ten, one in sixteen of them from a source, as there: a past
 * that was kept has none by now.
 */
export async function loadLastMinutes(pool: pg.Pool, instanceUid: string, size: HistorySize): Promise<void> {
  const days = 10 / 1440
  await loadStretch(pool, instanceUid, { endedDaysAgo: 0, days, count: Math.ceil(perDay(size) * days) })
}

async function loadCatalogue(pool: pg.Pool, instanceUid: string, consumers: number): Promise<void> {
  const statements = [
    `insert into event_type (id, instance_id, name, group_name, example)
     select hot.uuid7(), i.id, 'group' || n / 10 || '.type' || n, 'group' || n / 10, '{"id": 1}'
     from instance i, generate_series(1, ${EVENT_TYPES}) n where uid = $1 on conflict do nothing`,
    `insert into company (id, instance_id, external_id, name, tags)
     select hot.uuid7(), i.id, 'firm-' || n, 'Firm ' || n, array['region:' || (array['us', 'uk', 'au'])[1 + n % 3]]
     from instance i, generate_series(1, ${COMPANIES}) n where uid = $1 on conflict do nothing`,
    `insert into consumer (id, instance_id, uid, url, description, event_types, tags, last_success_at)
     select hot.uuid7(), i.id, 'bench-' || n, 'https://consumer-' || n || '.example.com/hooks', 'Consumer ' || n,
       case n % 3 when 0 then array['group1.type1' || n % 10] else '{}' end, case n % 4 when 0 then array['region:us'] else '{}' end, now()
     from instance i, generate_series(1, ${consumers}) n where i.uid = $1 on conflict do nothing`,
    `insert into lane (consumer, instance) select c.key, i.key from consumer c join instance i on i.id = c.instance_id
     where i.uid = $1 on conflict do nothing`,
  ]
  for (const statement of statements) await pool.query(statement, [instanceUid])
}

interface Stretch {
  readonly endedDaysAgo: number
  readonly days: number
  readonly count: number
}

/** Messages spread evenly over a stretch of time, each with its two attempts; those of an earlier run have theirs. */
async function loadStretch(pool: pg.Pool, instanceUid: string, stretch: Stretch): Promise<void> {
  await loadMessages(pool, instanceUid, stretch)
  await loadAttempts(pool, instanceUid, stretch)
}

async function loadMessages(pool: pg.Pool, instanceUid: string, stretch: Stretch): Promise<void> {
  const { endedDaysAgo, days, count } = stretch
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, company, body, size, source_id)
     select (left(hot.uuid_floor(now() - $2 * interval '1 day' - n * $4::float8 * interval '1 day' / $3)::text, 14) || '7'
         || right(gen_random_uuid()::text, 21))::uuid,
       i.key, 'group' || t / 10 || '.type' || t, array['region:' || (array['us', 'uk', 'au'])[1 + f % 3]], array[2::smallint], '{}',
       'firm-' || f, '{"id":' || n || ',"data":"' || repeat('x', ${BODY_BYTES}) || '"}', ${BODY_BYTES} + 20,
       case n % 16 when 0 then (select s.id from source s where s.instance_id = i.id order by s.id limit 1) end
     from instance i, generate_series(1, $3::int) n, lateral (select 1 + n % ${EVENT_TYPES} as t, 1 + n * 31 % ${COMPANIES} as f) p
     where uid = $1`,
    [instanceUid, endedDaysAgo, count, days],
  )
}

async function loadAttempts(pool: pg.Pool, instanceUid: string, { endedDaysAgo, days }: Stretch): Promise<void> {
  await pool.query(
    `with target as (
       select i.key, min(c.key) as first, count(*) as consumers from instance i join consumer c on c.instance_id = i.id
       where i.uid = $1 and c.uid like 'bench-%' group by 1
     ), tried as (
       select m.*, t.first + case side when 0 then 0 else 1 + (dice * 7919 + dice / 7) % (t.consumers - 1) end as consumer, dice,
         to_timestamp(('x' || left(replace(m.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) as at
       from target t join message m on m.instance = t.key, generate_series(0, 1) side,
         lateral (select ('x' || substr(md5(m.id::text || side), 1, 7))::bit(28)::bigint as dice) d
       where m.id >= hot.uuid_floor(now() - ($2 + $3::float8) * interval '1 day') and m.id < hot.uuid_floor(now() - $2 * interval '1 day')
         and not exists (select from attempt a where a.message_id = m.id)
     )
     insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, error_kind, ms,
       timings, remote_address, tls_version, url, response_headers, response_body)
     select gen_random_uuid(), id, consumer, instance, event_type, 1, at + interval '40 ms', 0, case when dice % 25 = 0 then 2 else 0 end,
       case when dice % 25 <> 0 then 200 else (array[503, 404, null, null])[1 + dice / 25 % 4] end,
       case when dice % 25 = 0 then (array['http_5xx', 'http_4xx', 'timeout', 'dns'])[1 + dice / 25 % 4] end,
       20 + dice % 400, array[2, 6, 12, 40], '203.0.113.40', 'TLSv1.3', 'https://consumer-' || consumer || '.example.com/hooks',
       '{"content-type":"application/json"}', 'ok'
     from tried`,
    [instanceUid, endedDaysAgo, days],
  )
}

/** Per consumer and for the instance, per type and over all. */
const ROLLED = ['a.consumer', '0'].flatMap((consumer) =>
  ['a.event_type', `''`].map((type) => [consumer, type] as const),
)

/** As folding leaves them: minutes of three days, hours and days of all, each per consumer and for the whole (consumer 0). */
async function loadRollups(pool: pg.Pool, instanceUid: string): Promise<void> {
  const histogram = `array[0, 0, 0, count(*) filter (where ms <= 50)::int, 0, 0, count(*) filter (where ms > 50)::int, 0, 0, 0, 0, 0, 0]`
  for (const [grain, unit, kept] of [
    ['m', 'minute', '3 days'],
    ['h', 'hour', '90 days'],
    ['d', 'day', '90 days'],
  ]) {
    for (const [consumer, type] of ROLLED) {
      await pool.query(
        `insert into rollup (instance, consumer, event_type, grain, at, accepted, success, failure, total_ms, histogram)
         select a.instance, ${consumer}, ${type}, '${grain}', date_trunc('${unit}', a.at, 'UTC'), case ${consumer} when 0 then count(*) / 2 else 0 end,
           count(*) filter (where outcome = 0), count(*) filter (where outcome = 2), sum(ms), ${histogram}
         from attempt a join instance i on i.key = a.instance where i.uid = $1 and a.at > now() - interval '${kept}' group by 1, 2, 3, 4, 5`,
        [instanceUid],
      )
    }
  }
}
