import { afterEach, describe, expect, test } from 'vitest'
import { formatId } from '#lib/domain/ids.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import type { ReplayKind } from '#lib/domain/tasks/schemas.ts'
import { startTask } from '#lib/domain/tasks/start-task.ts'
import { createDatabase } from '#tests/support/database.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { type RunningWorker, startWorker } from '#tests/support/running-worker.ts'
import { type InsertedInstance, insertConsumer, insertInstance } from '../worker/fixtures.ts'

const { url, pool } = await createDatabase()
const ctx = rootContext()

const MESSAGES = 1_200
const KILLED_AFTER = 400
const FINAL_FAILURE = 2
const SUCCESS = 0

let receiver: Receiver
let worker: RunningWorker
afterEach(async () => {
  await worker.stop()
  await receiver.close()
  await pool.query('truncate queue, attempt, message, task cascade')
})

const one = async <Row extends object>(sql: string, values: unknown[] = []) => {
  const [row] = (await pool.query<Row>(sql, values)).rows
  if (row === undefined) throw new Error(`no row: ${sql}`)
  return row
}

/** Messages of the past, each with one attempt of this outcome, or none. */
async function addPast(instance: InsertedInstance, consumer: number, outcome: number | null): Promise<void> {
  await pool.query(
    `insert into message (id, instance, event_type, body, size)
     select hot.uuid7(), $1, 'a.b', '{}', 2 from generate_series(1, $2)`,
    [instance.key, MESSAGES],
  )
  if (outcome === null) return
  await pool.query(
    `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, ms, timings, url)
     select hot.uuid7(), id, $1, instance, 'a.b', 1, now(), 0, $2, 5, '{}', 'http://x' from message where instance = $3`,
    [consumer, outcome, instance.key],
  )
}

/** Starts the task over everything there is; resolves to what reads it. */
async function start(kind: ReplayKind, instance: InsertedInstance, consumer: number) {
  const { id } = await one<{ id: string }>('select id from consumer where key = $1', [consumer])
  const target = { instance: formatId('instance', instance.id), consumer: formatId('consumer', id) }
  const task = await startTask(ctx, target, kind, { since: new Date(Date.now() - 3_600_000) })
  expect(task).toMatchObject({ total: MESSAGES, done: 0, secondsLeft: null })
  return () => getTask(ctx, task.id)
}

describe('a worker killed in the middle of a task', () => {
  test.each<[ReplayKind, number | null]>([
    ['recover', FINAL_FAILURE],
    ['replay_missing', null],
    ['bulk_replay', SUCCESS],
  ])(
    'leaves %s to the next one, which sends the rest: each message once, without a gap',
    async (kind, outcome) => {
      receiver = await startReceiver({ behave: { delayMs: 20 } })
      const instance = await insertInstance(pool)
      const consumer = await insertConsumer(pool, instance, { url: receiver.url })
      await addPast(instance, consumer, outcome)
      const read = await start(kind, instance, consumer)

      worker = await startWorker(url)
      await receiver.waitFor(KILLED_AFTER, { withinMs: 30_000 })
      await worker.kill()
      const half = await read()
      expect(half.status).toBe('running')
      expect(half.secondsLeft).toBeGreaterThan(0)
      const { held } = await one<{ held: number }>('select count(*)::int as held from queue')
      expect(half.done).toBeLessThan(MESSAGES)
      expect(half.done).toBeGreaterThanOrEqual(KILLED_AFTER)

      // Its leases end in a minute; the test does not wait that long.
      await pool.query(`update queue set due_at = due_at - interval '1 minute'`)
      worker = await startWorker(url)
      await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe('finished')
      const left = async () => (await one<{ n: number }>('select count(*)::int as n from queue')).n
      await expect.poll(left, { timeout: 20_000 }).toBe(0)

      expect(await read()).toMatchObject({ status: 'finished', total: MESSAGES, done: MESSAGES })
      const sent = receiver.requests.map(({ headers }) => String(headers['webhook-id']))
      expect(new Set(sent).size).toBe(MESSAGES)
      expect(sent.length - MESSAGES).toBeLessThanOrEqual(held)
      const { n, pairs } = await one<{ n: number; pairs: number }>(
        'select count(*)::int as n, count(distinct message_id)::int as pairs from attempt where trigger = 3 and outcome = 0',
      )
      expect([n, pairs]).toEqual([MESSAGES, MESSAGES])
    },
    120_000,
  )
})

test('a worker that dies with a chunk in hand leaves nothing of it', async () => {
  receiver = await startReceiver()
  const instance = await insertInstance(pool)
  const consumer = await insertConsumer(pool, instance, { url: receiver.url })
  await addPast(instance, consumer, null)
  const read = await start('replay_missing', instance, consumer)
  const held = await pool.connect()
  await held.query('begin')
  await held.query('lock table queue in exclusive mode')
  worker = await startWorker(url)
  const inserting = () =>
    one<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%WITH candidate%'`,
    )
  await expect.poll(async () => (await inserting()).n, { timeout: 20_000 }).toBeGreaterThan(0)
  await worker.kill()
  await held.query('rollback')
  held.release()
  await expect.poll(async () => (await inserting()).n, { timeout: 20_000 }).toBe(0)
  expect(await read()).toMatchObject({ status: 'running', done: 0 })
  expect((await one<{ n: number }>('select count(*)::int as n from queue')).n).toBe(0)
})
