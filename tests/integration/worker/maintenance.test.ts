import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { LATENCY_BUCKETS } from '#lib/domain/deliveries/latency-buckets.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { disableFailing } from '#lib/worker/maintenance/disable-failing.ts'
import { dropOrphans, expungeBodies } from '#lib/worker/maintenance/expire.ts'
import { foldRollups } from '#lib/worker/maintenance/fold-rollups.ts'
import { dropExpiredPartitions, ensurePartitions } from '#lib/worker/maintenance/partitions.ts'
import { Maintenance } from '#lib/worker/maintenance.ts'
import { createDatabase } from '#tests/support/database.ts'
import { type Counts, insertCounts } from '#tests/support/insert-counts.ts'
import { configVersion, type InsertedInstance, insertConsumer, insertInstance } from './fixtures.ts'

const { pool } = await createDatabase()

/** Counts of the first three buckets and of the last. */
const histogram = (counts: [number, number, number], last: number) => [
  ...counts,
  ...new Array<number>(LATENCY_BUCKETS.length - 3).fill(0),
  last,
]

const HEALTH = `update consumer set failing_since = now() - $2::interval, last_failure_at = now() - $3::interval,
  last_success_at = now() - $4::interval where key = $1`

/** A consumer that has failed for `since`, last `failed` ago, and last answered `succeeded` ago. */
async function addFailing(instance: InsertedInstance, since: string, failed: string, succeeded: string | null) {
  const key = await insertConsumer(pool, instance)
  await pool.query(HEALTH, [key, since, failed, succeeded])
  return key
}

const addSuccess = (instance: InsertedInstance) =>
  insertCounts(pool, { instance: instance.key, consumer: 7, success: 1 })

async function daySum(instance: InsertedInstance): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select coalesce(sum(success), 0)::int as n from rollup where instance = $1 and consumer = 0 and grain = 'd' and event_type = ''`,
    [instance.key],
  )
  return rows[0]?.n ?? 0
}

describe('maintenance', () => {
  test('rule 13, roll-ups: folds counts into minutes, hours and days of each consumer and of the instance, each exactly once', async () => {
    const count = (consumer: number, at: string, counts: Omit<Counts, 'instance'>) =>
      insertCounts(pool, { instance: 900, consumer, eventType: 'a', at, ...counts })
    await count(0, '2026-05-01T10:00:30Z', { accepted: 3 })
    await count(7, '2026-05-01T10:00:40Z', { success: 2, failure: 1, retry: 1, latencies: [4, 6, 6, 20] })
    await count(8, '2026-05-01T10:01:00Z', { success: 5, cancelled: 1, latencies: [6, 6, 6, 6, 6] })
    expect(await foldRollups(pool)).toBe(3)
    await count(7, '2026-05-01T10:00:59Z', { success: 1, retry: 1, latencies: [5, 90_000] })
    expect(await foldRollups(pool)).toBe(1)
    await count(8, '2026-05-01T10:01:30Z', { success: 1, eventType: 'b' })
    expect(await foldRollups(pool)).toBe(1)
    expect(await foldRollups(pool)).toBe(0)
    const { rows: ofEveryType } = await pool.query(
      `select consumer, success::int from rollup where instance = 900 and grain = 'd' and event_type = '' order by consumer`,
    )
    expect(ofEveryType).toEqual([
      { consumer: 0, success: 9 },
      { consumer: 7, success: 3 },
      { consumer: 8, success: 6 },
    ])
    const { rows } = await pool.query(
      `select consumer, grain, accepted::int, success::int, failure::int, histogram from rollup where instance = 900 and grain <> 'h'
        and event_type = 'a' order by grain, at, consumer`,
    )
    expect(rows).toEqual([
      { consumer: 0, grain: 'd', accepted: 3, success: 8, failure: 1, histogram: histogram([2, 7, 1], 1) },
      { consumer: 7, grain: 'd', accepted: 0, success: 3, failure: 1, histogram: histogram([2, 2, 1], 1) },
      { consumer: 8, grain: 'd', accepted: 0, success: 5, failure: 0, histogram: histogram([0, 5, 0], 0) },
      { consumer: 0, grain: 'm', accepted: 3, success: 3, failure: 1, histogram: histogram([2, 2, 1], 1) },
      { consumer: 7, grain: 'm', accepted: 0, success: 3, failure: 1, histogram: histogram([2, 2, 1], 1) },
      { consumer: 0, grain: 'm', accepted: 0, success: 5, failure: 0, histogram: histogram([0, 5, 0], 0) },
      { consumer: 8, grain: 'm', accepted: 0, success: 5, failure: 0, histogram: histogram([0, 5, 0], 0) },
    ])
  })

  test('puts a latency into the bucket whose bounds the code names', async () => {
    const around = LATENCY_BUCKETS.flatMap((bound) => [bound - 1, bound, bound + 1])
    const { rows } = await pool.query('select ms, hot.latency_place(ms) as place from unnest($1::int[]) ms', [around])
    expect(rows).toEqual(around.map((ms) => ({ ms, place: 1 + LATENCY_BUCKETS.filter((bound) => bound < ms).length })))
  })

  test('makes a week of partitions ahead and drops whole days past the retention', async () => {
    await pool.query(
      `select hot.ensure_partitions((now() at time zone 'UTC')::date - 20, (now() at time zone 'UTC')::date - 2)`,
    )
    const client = await pool.connect()
    try {
      expect(await dropExpiredPartitions(client, 14)).toBe(18)
      expect(await dropExpiredPartitions(client, 14)).toBe(0)
    } finally {
      client.release()
    }
    await ensurePartitions(pool)
    const { rows } = await pool.query(
      `select count(*)::int as n, to_date(right(max(c.relname), 8), 'YYYYMMDD') - (now() at time zone 'UTC')::date as ahead
        from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent where p.relname = 'message'`,
    )
    expect(rows[0]).toEqual({ n: 22, ahead: 7 })
  })

  test('every day leaves bodies and headers out of what Postgres counts, and nothing that rows are found by', async () => {
    await ensurePartitions(pool)
    const { rows } = await pool.query<{ name: string; columns: string[]; days: number }>(
      `select name, array_agg(attname::text order by attname) as columns, count(distinct relid)::int as days from (
          select split_part(c.relname, '_', 1) as name, c.oid as relid, a.attname from pg_inherits i
          join pg_class c on c.oid = i.inhrelid join pg_attribute a on a.attrelid = c.oid
          where i.inhparent in ('message'::regclass, 'attempt'::regclass) and a.attstattarget = 0
        ) skipped group by name order by name`,
    )
    expect(rows.map(({ name, days }) => [name, days > 7])).toEqual([
      ['attempt', true],
      ['message', true],
    ])
    const skipped = new Set(rows.flatMap(({ columns }) => columns))
    for (const name of ['body', 'response_body', 'response_headers']) expect(skipped).toContain(name)
    for (const name of ['id', 'instance', 'event_type', 'consumer', 'at', 'outcome', 'tags', 'status_code'])
      expect(skipped).not.toContain(name)
  })

  test('rule 13, roll-ups: two workers that fold at once count each delta once, whatever arrives meanwhile', async () => {
    const instance = await insertInstance(pool)
    const write = async () => {
      for (let n = 0; n < 100; n++) await addSuccess(instance)
    }
    const fold = async () => {
      let folded = 0
      for (let n = 0; n < 20; n++) folded += await foldRollups(pool)
      return folded
    }
    const [first, second] = await Promise.all([fold(), fold(), write(), write()])
    const last = await foldRollups(pool)
    expect(first + second + last).toBe(200)
    expect(await daySum(instance)).toBe(200)
  })

  test('rule 12, auto-disable: a consumer that has failed for five days is disabled, and only that one', async () => {
    const instance = await insertInstance(pool)
    const failing = await addFailing(instance, '5 days 1 minute', '1 hour', '7 days')
    await addFailing(instance, '4 days 23 hours', '1 hour', null)
    await addFailing(instance, '6 days', '1 hour', '1 day')
    await addFailing(instance, '6 days', '6 days', '7 days')
    await addFailing(instance, '6 days', '5 days 12 hours 1 minute', null)
    const operational = await insertConsumer(pool, instance)
    await pool.query(`update consumer set kind = 'operational' where key = $1`, [operational])
    const before = await configVersion(pool, instance)
    expect(await disableFailing(120)).toHaveLength(1)
    const { rows } = await pool.query(
      'select key, disabled_reason as reason from consumer where disabled and instance_id = $1',
      [instance.id],
    )
    expect(rows).toEqual([{ key: failing, reason: 'Every attempt has failed for 5 days.' }])
    expect(await configVersion(pool, instance)).toBe(before + 1)
    expect((await pool.query('select disabled from consumer_revision where consumer = $1', [failing])).rows).toEqual([
      { disabled: true },
    ])
    const { rows: raised } = await pool.query<{ body: string }>(
      `select m.body from queue q join message m on m.id = q.message_id where q.consumer = $1 and m.event_type = 'endpoint.disabled'`,
      [operational],
    )
    expect(raised.map(({ body }) => JSON.parse(body).data)).toMatchObject([{ trigger: 'automatic' }])
    const { rows: audit } = await pool.query('select actor_name, action from audit_entry where instance_id = $1', [
      instance.id,
    ])
    expect(audit).toEqual([{ actor_name: 'Posthorn', action: 'consumer.disable' }])
    expect(await disableFailing(120)).toEqual([])
  })

  test('rule 12, auto-disable: two failures twelve hours apart are enough when nothing was answered in between', async () => {
    const instance = await insertInstance(pool)
    await addFailing(instance, '6 days', '5 days 12 hours', null)
    expect(await disableFailing(120)).toHaveLength(1)
  })

  test('that two workers do at the same time is done once', async () => {
    const instance = await insertInstance(pool)
    const operational = await insertConsumer(pool, instance)
    await pool.query(`update consumer set kind = 'operational' where key = $1`, [operational])
    await addFailing(instance, '6 days', '1 hour', null)
    for (let n = 0; n < 50; n++) await addSuccess(instance)
    const options = { pool, log: pino({ level: 'silent' }), retentionDays: 14, disableAfterHours: 120 }
    const workers = [new Maintenance(options), new Maintenance(options), new Maintenance(options)]
    await Promise.all(workers.map((worker) => worker.runDue()))
    for (const worker of workers) await worker.runDue()
    expect(await daySum(instance)).toBe(50)
    const { rows } = await pool.query(
      `select (select count(*)::int from audit_entry where instance_id = $1) as audited,
        (select count(*)::int from queue where consumer = $2) as told`,
      [instance.id, operational],
    )
    expect(rows).toEqual([{ audited: 1, told: 1 }])
    const { rows: locks } = await pool.query(`select from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`)
    expect(locks).toEqual([])
  })

  test('gives way to a reader of an old partition instead of queueing publishers behind it, and drops it afterwards', async () => {
    const instance = await insertInstance(pool)
    await pool.query(
      `select hot.ensure_partitions((now() at time zone 'UTC')::date - 16, (now() at time zone 'UTC')::date - 16)`,
    )
    const reader = await pool.connect()
    await reader.query('begin')
    await reader.query('select count(*) from message')
    const client = await pool.connect()
    const dropping = dropExpiredPartitions(client, 14)
    const accepted = performance.now()
    await pool.query(`insert into message (id, instance, event_type, body, size) values ($1, $2, 'a', '{}', 2)`, [
      newUuid(),
      instance.key,
    ])
    expect(performance.now() - accepted).toBeLessThan(1_500)
    await expect(dropping).rejects.toMatchObject({ code: '55P03' })
    await reader.query('commit')
    reader.release()
    expect(await dropExpiredPartitions(client, 14)).toBe(3)
    client.release()
  })

  test('expunges bodies whose time is up and leaves the others', async () => {
    const insert = `insert into message (id, instance, event_type, body, size, expunge_at) values ($1, 1, 'a', '{}', 2, now() + $2::interval)`
    const [due, later] = [newUuid(), newUuid()]
    await pool.query(insert, [due, '-1 minute'])
    await pool.query(insert, [later, '1 hour'])
    expect(await expungeBodies(pool)).toBe(1)
    const { rows } = await pool.query('select id, body from message where id = any($1) order by id', [[due, later]])
    expect(rows).toEqual([
      { id: due, body: null },
      { id: later, body: '{}' },
    ])
  })

  test('removes what is queued for a consumer that was deleted, alone or with its instance', async () => {
    const instance = await insertInstance(pool)
    const [kept, gone] = [await insertConsumer(pool, instance), await insertConsumer(pool, instance)]
    const withInstance = 1_000_000
    for (const consumer of [kept, gone, withInstance]) {
      await pool.query('insert into queue (message_id, consumer, due_at, size) values ($1, $2, now(), 2)', [
        newUuid(),
        consumer,
      ])
    }
    await pool.query('update consumer set deleted_at = now() where key = $1', [gone])
    await pool.query('delete from lane where consumer = $1', [gone])
    expect(await dropOrphans(pool)).toBe(2)
    const { rows } = await pool.query('select consumer from queue where consumer = any($1)', [
      [kept, gone, withInstance],
    ])
    expect(rows).toEqual([{ consumer: kept }])
  })
})
