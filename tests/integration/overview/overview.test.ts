import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import type { Context } from '#lib/domain/context.ts'
import { newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getOverview } from '#lib/domain/overview/get-overview.ts'
import { getSystem } from '#lib/domain/system/get-system.ts'
import { noteBacklogs } from '#lib/worker/maintenance/note-backlogs.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'

const { pool } = await createDatabase()

const actor = { kind: 'root', id: null, name: 'test', role: 'owner', instanceId: null, capabilities: null } as const
const ctx: Context = { actor, requestId: 'req_test', log: pino({ level: 'silent' }) }

let instance: string
let instanceKey: number
let consumer: string
let consumerKey: number

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'Northwind Lending' })).id
  const url = 'https://hooks.example.com/in'
  consumer = (await createConsumer(ctx, instance, { url, description: 'T2K mirror', rate: 5 })).id
  const { rows } = await pool.query<{ key: number; instance: number }>(
    'select c.key, i.key as instance from consumer c join instance i on i.id = c.instance_id where c.id = $1',
    [parseId('consumer', consumer)],
  )
  consumerKey = rows[0]?.key ?? 0
  instanceKey = rows[0]?.instance ?? 0
})

async function failOnce(): Promise<void> {
  await pool.query(
    `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, error_kind, ms, timings, url)
     values ($1, $2, $3, $4, 'invoice.paid', 1, now(), 0, 1, 401, 'http_4xx', 5, '{}', 'https://hooks.example.com/in')`,
    [newUuid(), newUuid(), consumerKey, instanceKey],
  )
  await pool.query(
    `update consumer set failing_since = now(), last_failure_at = now(), last_failure_status = 401, last_failure_kind = 'http_4xx'
     where key = $1`,
    [consumerKey],
  )
}

test('a consumer that fails needs attention, with what it answered last', async () => {
  await failOnce()
  const { attention, consumers } = await getOverview(ctx, instance, 6)
  expect(consumers).toBe(1)
  expect(attention).toMatchObject([{ kind: 'failing', consumerId: consumer, name: 'T2K mirror', statusCode: 401 }])
})

test('failures are grouped by cause and host with the consumers they concern', async () => {
  await failOnce()
  await failOnce()
  const { failures, failuresLookedAt } = await getOverview(ctx, instance, 6)
  expect(failuresLookedAt).toBe(2)
  expect(failures).toMatchObject([
    { errorKind: 'http_4xx', statusCode: 401, host: 'hooks.example.com', attempts: 2, consumerIds: [consumer] },
  ])
})

test('a queue that is long due is a backlog and counts in the queue', async () => {
  await pool.query(
    `insert into queue (message_id, consumer, due_at, size)
     select hot.uuid7(), $1, now() - interval '5 min', 2 from generate_series(1, 150)`,
    [consumerKey],
  )
  await noteBacklogs(pool)
  const { attention, queue } = await getOverview(ctx, instance, 6)
  expect(queue).toMatchObject({ waiting: 150, isMore: false, due: 150, retrying: 0, held: 0 })
  expect(attention).toMatchObject([{ kind: 'backlog', waiting: 150, rate: 5 }])
})

test('the queue says what is due, what is tried again, what a paused consumer holds, and what is due for longest', async () => {
  const queue = (dueIn: string, many: number, attempt = 0, key = consumerKey) =>
    pool.query(
      `insert into queue (message_id, consumer, due_at, attempt, size)
       select hot.uuid7(), $1, now() + $2::interval, $4, 2 from generate_series(1, $3)`,
      [key, dueIn, many, attempt],
    )
  expect((await getOverview(ctx, instance, 6)).queue).toMatchObject({ waiting: 0, oldestDue: null })
  await queue('-20 min', 2)
  await queue('-1 min', 1, 3)
  await queue('5 min', 4, 1)
  await queue('1 hour', 1)
  await pool.query(
    `insert into queue (message_id, consumer, due_at, size) values (hot.uuid7(), $1, '2000-01-01Z', 2)`,
    [consumerKey],
  )
  const paused = await createConsumer(ctx, instance, { url: 'https://hooks.example.com/paused' })
  await updateConsumer(ctx, instance, paused.id, { paused: true })
  const { rows } = await pool.query<{ key: number }>('select key from consumer where id = $1', [
    parseId('consumer', paused.id),
  ])
  await queue('-1 hour', 7, 0, rows[0]?.key)
  const { oldestDue, ...counts } = (await getOverview(ctx, instance, 6)).queue
  expect(counts).toEqual({ waiting: 16, isMore: false, due: 4, retrying: 4, held: 7 })
  expect(oldestDue?.consumerId).toBe(consumer)
  const age = Date.now() - Date.parse(oldestDue?.at ?? '')
  expect(Math.round(age / 60_000)).toBe(20)
})

test('a consumer without trouble needs no attention', async () => {
  expect((await getOverview(ctx, instance, 6)).attention).toEqual([])
})

test('busiest event types count what is folded and what is not yet', async () => {
  await insertCounts(pool, { instance: instanceKey, accepted: 3 })
  await pool.query(
    `insert into rollup (instance, consumer, event_type, grain, at, accepted, histogram)
     values ($1, 0, 'invoice.paid', 'h', date_trunc('hour', now()), 4, '{}')`,
    [instanceKey],
  )
  expect((await getOverview(ctx, instance, 6)).busiest).toEqual([{ eventType: 'invoice.paid', accepted: 7 }])
})

test('the system tells workers that run from those that are gone', async () => {
  const add = 'insert into worker (id, hostname, pid, version, seen_at) values ($1, $2, 1, $3, now() - $4::interval)'
  await pool.query(add, [newUuid(), 'here', '0.1.0', '1 s'])
  await pool.query(add, [newUuid(), 'gone', '0.1.0', '1 min'])
  const { workers, database } = await getSystem(ctx)
  expect(workers.map(({ hostname, isAlive }) => [hostname, isAlive])).toEqual(
    expect.arrayContaining([
      ['here', true],
      ['gone', false],
    ]),
  )
  expect(database.bytes).toBeGreaterThan(0)
})
