import { beforeEach, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { countConsumers } from '#lib/domain/statistics/count-consumers.ts'
import { getAttemptSeries } from '#lib/domain/statistics/get-attempt-series.ts'
import { getAttemptTotals } from '#lib/domain/statistics/get-attempt-totals.ts'
import { getEventTypeTraffic } from '#lib/domain/statistics/get-event-type-traffic.ts'
import { foldRollups } from '#lib/worker/maintenance/fold-rollups.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()

const ctx = rootContext()
let instance: string

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
})

async function addDelta(at: string, success: number, failure: number, eventType = 'invoice.paid') {
  const { rows } = await pool.query<{ key: number }>('select key from instance where id = $1', [
    parseId('instance', instance),
  ])
  const key = rows[0]?.key ?? Number.NaN
  await insertCounts(pool, { instance: key, consumer: 999, eventType, at, success, failure, retry: 1 })
}

test.each(['folded', 'not folded'])('a series has one number a period when counts are %s', async (state) => {
  await addDelta('2026-03-01T10:30:00Z', 3, 0)
  await addDelta('2026-03-03T23:59:59Z', 2, 1)
  await addDelta('2026-03-04T00:00:00Z', 9, 9)
  if (state === 'folded') await foldRollups(pool)
  const [startDate, endDate] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-04T00:00:00Z')]
  const series = await getAttemptSeries(ctx, instance, { startDate, endDate, period: 'OneDay' })
  expect(series).toEqual({
    startDate: startDate.toISOString(),
    endDate: endDate.toISOString(),
    period: 'OneDay',
    data: { successCount: [3, 0, 2], failureCount: [1, 0, 2], canceledCount: [0, 0, 0] },
  })
})

test('a series that would have too many periods is refused', async () => {
  const startDate = new Date('2020-01-01T00:00:00Z')
  await expect(getAttemptSeries(ctx, instance, { startDate, period: 'FiveMinutes' })).rejects.toMatchObject({
    code: 'validation',
  })
})

test('totals come by event type and can be narrowed', async () => {
  const now = new Date().toISOString()
  await addDelta(now, 3, 1, 'bill.paid')
  await foldRollups(pool)
  await addDelta(now, 2, 0, 'bill.paid')
  await addDelta(now, 5, 0, 'bill.due')
  const until = new Date(Date.now() + 60_000)
  expect(await getAttemptTotals(ctx, instance, { until })).toMatchObject({
    by_event_type: {
      'bill.due': { success: 5, failure: 1, canceled: 0 },
      'bill.paid': { success: 5, failure: 3, canceled: 0 },
    },
    total_success: 10,
    total_failure: 4,
  })
  const one = await getAttemptTotals(ctx, instance, { until, eventTypes: ['bill.due'] })
  expect(Object.keys(one.by_event_type)).toEqual(['bill.due'])
})

test('consumers are counted enabled and disabled, within what a token may see', async () => {
  await createConsumer(ctx, instance, { url: 'https://example.com' })
  await createConsumer(ctx, instance, { url: 'https://example.com', disabled: true })
  await createConsumer(ctx, instance, { url: 'https://example.com' }, 'operational')
  const own = rootContext({ instanceId: parseId('instance', instance) })
  expect(await countConsumers(own)).toEqual({ active: 1, disabled: 1 })
})

test('the traffic of a day names the event types with messages, busiest first', async () => {
  const { rows } = await pool.query<{ key: number }>('select key from instance where id = $1', [
    parseId('instance', instance),
  ])
  const accept = (eventType: string, accepted: number, hoursAgo: number) =>
    insertCounts(pool, {
      instance: rows[0]?.key ?? 0,
      eventType,
      accepted,
      at: new Date(Date.now() - hoursAgo * 3_600_000),
    })
  await accept('invoice.paid', 2, 3)
  await accept('bill.paid', 3, 1)
  await accept('bill.due', 7, 26)
  await foldRollups(pool)
  await accept('invoice.paid', 2, 0)
  expect((await getEventTypeTraffic(ctx, instance)).data).toEqual([
    { eventType: 'invoice.paid', accepted: 4 },
    { eventType: 'bill.paid', accepted: 3 },
  ])
})
