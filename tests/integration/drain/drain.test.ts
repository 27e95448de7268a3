import { pino } from 'pino'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { createWebMessageSink } from '#lib/domain/messages/web-message-sink.ts'
import { parseEnv } from '#lib/env.ts'
import { type DrainOptions, drain } from '#lib/worker/drain.ts'
import { createDatabase } from '#tests/support/database.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { type InsertedInstance, insertConsumer, insertInstance } from '../worker/fixtures.ts'

const { url, pool } = await createDatabase()
const receivers: Receiver[] = []
afterAll(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()))
  await prisma().$disconnect()
})

let instance: InsertedInstance
let receiver: Receiver
beforeEach(async () => {
  await pool.query('truncate queue, attempt, message, lane')
  receiver = await startReceiver()
  receivers.push(receiver)
  instance = await insertInstance(pool)
})

const run = (options: Partial<DrainOptions> = {}, settings: Record<string, string> = {}) => {
  const env = parseEnv({
    DATABASE_URL: url,
    POSTHORN_SECRET: process.env.POSTHORN_SECRET,
    POSTHORN_ALLOWED_SUBNETS: '127.0.0.0/8',
    ...settings,
  })
  return drain({ env, log: pino({ level: 'silent' }), forMs: 20_000, attempts: 10_000, ...options })
}

async function accept(count: number): Promise<void> {
  const sink = createWebMessageSink(prisma(), 14)
  for (let n = 0; n < count; n++) {
    const body = JSON.stringify({ n })
    await sink.accept({
      ...{ instanceId: instance.id, instanceKey: instance.key, eventType: 'invoice.paid', body, size: body.length },
      ...{ givenTags: [], payloadTags: [], labels: [], company: null, sourceId: null, eventId: null, dedupeKey: null },
      ...{ flags: 0, onlyConsumer: null, deliverAt: null, expungeAt: null, hop: 0 },
    })
  }
}

const count = async (sql: string) => Number((await pool.query<{ n: string }>(sql)).rows[0]?.n)
const queued = () => count('select count(*) as n from queue')
const attempts = () => count('select count(*) as n from attempt')

describe('a drain', () => {
  it('delivers all that is due, once, and ends by itself', async () => {
    await insertConsumer(pool, instance, { url: receiver.url })
    await accept(60)
    expect(await run()).toEqual({ attempts: 60, succeeded: 60, failed: 0, skipped: 0, ended: 'empty' })
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(60)
    expect(receiver.requests).toHaveLength(60)
    expect([await queued(), await attempts()]).toEqual([0, 60])
  })

  it('ends at once where nothing is due', async () => {
    const started = performance.now()
    expect(await run()).toMatchObject({ attempts: 0, ended: 'empty' })
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('leaves a failed delivery to its schedule', async () => {
    receiver.behave({ status: 500 })
    await insertConsumer(pool, instance, { url: receiver.url })
    await accept(1)
    expect(await run()).toMatchObject({ attempts: 1, failed: 1, ended: 'empty' })
    const { rows } = await pool.query('select attempt, due_at > now() as later from queue')
    expect(rows).toEqual([{ attempt: 1, later: true }])
  })

  it('tells operational endpoints of what failed for good, and keeps the health of consumers', async () => {
    receiver.behave({ status: 500 })
    await pool.query(`update instance set retry_schedule = '{0}' where key = $1`, [instance.key])
    const failing = await insertConsumer(pool, instance, { url: receiver.url, eventTypes: ['invoice.paid'] })
    const operational = await insertConsumer(pool, instance, { url: 'http://127.0.0.1:9/' })
    await pool.query(`update consumer set kind = 'operational' where key = $1`, [operational])
    await accept(1)
    expect(await run()).toMatchObject({ failed: 1 })
    const { rows } = await pool.query(
      'select m.event_type, q.consumer from queue q join message m on m.id = q.message_id',
    )
    expect(rows).toEqual([{ event_type: 'message.attempt.exhausted', consumer: operational }])
    expect(await count(`select count(*) as n from consumer where key = ${failing} and failing_since is not null`)).toBe(
      1,
    )
  })

  it('stops claiming after its number of attempts and gives back what it did not start', async () => {
    await insertConsumer(pool, instance, { url: receiver.url })
    await accept(150)
    receiver.behave({ delayMs: 20 })
    const report = await run({ attempts: 5 })
    expect(report.ended).toBe('attempts')
    expect(report.attempts).toBeGreaterThanOrEqual(5)
    expect(await queued()).toBe(150 - report.attempts)
    expect(await count('select count(*) as n from queue where due_at > now()')).toBe(0)
    expect(await run()).toMatchObject({ attempts: 150 - report.attempts, ended: 'empty' })
    expect(receiver.requests).toHaveLength(150)
  })

  it('stops when its time is up, and only what is under way is waited for', async () => {
    receiver.behave({ mode: 'hang' })
    await insertConsumer(pool, instance, { url: receiver.url })
    await accept(1)
    const report = await run({ forMs: 300 }, { POSTHORN_REQUEST_TIMEOUT_MS: '1000' })
    expect(report).toMatchObject({ attempts: 1, failed: 1, ended: 'time' })
    expect((await pool.query('select error_kind from attempt')).rows).toEqual([{ error_kind: 'timeout' }])
  })

  it('waits for the next token of a rate limit and never exceeds it', async () => {
    await insertConsumer(pool, instance, { url: receiver.url, rate: 5 })
    await accept(6)
    expect(await run()).toMatchObject({ attempts: 6, succeeded: 6, ended: 'empty' })
    const times = receiver.requests.map(({ at }) => at.getTime()).sort((a, b) => a - b)
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(500)
  })

  it('shares the work with another that runs at the same time', async () => {
    await insertConsumer(pool, instance, { url: receiver.url })
    await accept(80)
    const reports = await Promise.all([run(), run()])
    expect(reports.reduce((sum, { attempts: n }) => sum + n, 0)).toBe(80)
    expect(receiver.requests).toHaveLength(80)
    expect(await queued()).toBe(0)
  })

  it('makes the partitions of the days to come first', async () => {
    const ahead = `select count(*) as n from pg_class where relname = 'message_' || to_char((now() at time zone 'UTC')::date + 7, 'YYYYMMDD')`
    const name = (
      await pool.query<{ name: string }>(`select to_char((now() at time zone 'UTC')::date + 7, 'YYYYMMDD') as name`)
    ).rows[0]?.name
    for (const parent of ['message', 'attempt', 'dedupe'])
      await pool.query(`drop table if exists hot.${parent}_${name}`)
    expect(await count(ahead)).toBe(0)
    await run()
    expect(await count(ahead)).toBe(1)
  })
})
