import { pino } from 'pino'
import { expect, test } from 'vitest'
import { DatabaseClock } from '#lib/worker/database-clock.ts'
import { Heartbeat } from '#lib/worker/heartbeat.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertConsumer, insertInstance } from './fixtures.ts'

const { pool } = await createDatabase()
const MINUTE = 60_000

test('a worker tells how late the oldest lane is, and not for a consumer that is paused or itself lets its lane wait', async () => {
  const instance = await insertInstance(pool)
  const dueFor = async (minutes: number) => {
    const key = await insertConsumer(pool, instance)
    await pool.query('update lane set next_at = now() - make_interval(mins => $2) where consumer = $1', [key, minutes])
    return key
  }
  const [paused, hanging] = [await dueFor(30), await dueFor(20)]
  await pool.query('update lane set paused = true where consumer = $1', [paused])
  const lag = async (heldUp: readonly number[]) => {
    const stats = { inFlight: 1, waiting: 1, bytes: 2, consumers: 1 }
    const dispatcher = { stats, heldUp }
    const log = pino({ level: 'silent' })
    const heartbeat = new Heartbeat({ pool, clock: new DatabaseClock(pool), log, version: '1.0', dispatcher })
    await heartbeat.start()
    await heartbeat.stop()
    return heartbeat.lagMs
  }
  expect(await lag([hanging])).toBe(0)
  await dueFor(1)
  expect(await lag([hanging])).toBeGreaterThanOrEqual(MINUTE)
  expect(await lag([hanging])).toBeLessThan(10 * MINUTE)
  expect(await lag([])).toBeGreaterThanOrEqual(20 * MINUTE)
})
