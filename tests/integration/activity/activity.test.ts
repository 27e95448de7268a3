import { beforeEach, expect, test } from 'vitest'
import { getActivity } from '#lib/domain/activity/get-activity.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { foldRollups } from '#lib/worker/maintenance/fold-rollups.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()

const ctx = rootContext()
let instance: string
let consumer: string
let instanceKey: number
let consumerKey: number

async function keyOf(table: 'instance' | 'consumer', kind: 'instance' | 'consumer', id: string): Promise<number> {
  const { rows } = await pool.query<{ key: number }>(`select key from ${table} where id = $1`, [parseId(kind, id)])
  return rows[0]?.key ?? Number.NaN
}

async function addDelta(
  key: number,
  agoSeconds: number,
  counts: Record<string, number>,
  latencies: number[] = [],
  eventType = 'invoice.paid',
) {
  const at = new Date(Date.now() - agoSeconds * 1000)
  await insertCounts(pool, { instance: instanceKey, consumer: key, eventType, at, ...counts, latencies })
}

async function addFolded(agoSeconds: number, success: number, eventType = 'bill.paid') {
  await addDelta(consumerKey, agoSeconds, { success }, new Array<number>(success).fill(40), eventType)
  await foldRollups(pool)
}

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
  consumer = (await createConsumer(ctx, instance, { url: 'https://example.com/hook' })).id
  instanceKey = await keyOf('instance', 'instance', instance)
  consumerKey = await keyOf('consumer', 'consumer', consumer)
})

test('an instance without traffic has every bucket, and no latency', async () => {
  const view = await getActivity(ctx, instance, null, { range: '6h' })
  expect(view.buckets).toHaveLength(72)
  expect(view.totals).toMatchObject({ accepted: 0, success: 0, successRate: null, p50: null, p95: null })
  const [first, second] = view.buckets
  expect(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '')).toBe(300_000)
})

test('what is folded and what is not adds up, each in its bucket', async () => {
  await addFolded(3600, 3)
  await addDelta(0, 0, { accepted: 2 })
  await addDelta(consumerKey, 0, { success: 1, failure: 1, retry: 2 }, [40, 40, 40, 9000])
  const whole = await getActivity(ctx, instance, null, { range: '6h' })
  expect(whole.totals).toMatchObject({ accepted: 2, success: 4, failure: 1, retry: 2 })
  expect(whole.totals.successRate).toBeCloseTo(4 / 7)
  expect(whole.buckets.filter((bucket) => bucket.success > 0).map((bucket) => bucket.success)).toEqual([3, 1])
  const one = await getActivity(ctx, instance, consumer, { range: '6h' })
  expect(one.totals).toMatchObject({ accepted: 0, success: 4, failure: 1, retry: 2 })
})

test('the time before is told to compare with, equally long, and counts for nothing else', async () => {
  await addFolded(7 * 3600, 3)
  await addDelta(0, 8 * 3600, { accepted: 9 })
  await addDelta(consumerKey, 7 * 3600, { failure: 1 })
  await addDelta(0, 13 * 3600, { accepted: 100 })
  await addDelta(0, 60, { accepted: 2 })
  const whole = await getActivity(ctx, instance, null, { range: '6h' })
  expect(whole.totals).toMatchObject({ accepted: 2, success: 0 })
  expect(whole.previous).toEqual({ accepted: 9, successRate: 3 / 4 })
  const other = await getActivity(ctx, instance, consumer, { range: '6h', eventType: 'nobody.sends' })
  expect(other.previous).toEqual({ accepted: 0, successRate: null })
})

test('latency is read from the histogram', async () => {
  await addDelta(consumerKey, 0, { success: 20 }, [...new Array<number>(19).fill(30), 20_000])
  const { totals } = await getActivity(ctx, instance, consumer, { range: '24h' })
  expect(totals.p50).toBeGreaterThan(25)
  expect(totals.p50).toBeLessThanOrEqual(50)
  expect(totals.p95).toBeLessThanOrEqual(50)
})

test.each(['7d', '14d'] as const)('the last %s are read from hours, 84 buckets', async (range) => {
  await addFolded(6 * 86_400, 5)
  const view = await getActivity(ctx, instance, null, { range })
  expect(view.totals.success).toBe(5)
  expect(view.buckets).toHaveLength(84)
})

test('can be narrowed to one event type', async () => {
  await addFolded(60, 3, 'bill.paid')
  await addFolded(60, 4, 'bill.due')
  expect((await getActivity(ctx, instance, null, { range: '6h', eventType: 'bill.due' })).totals.success).toBe(4)
})

test('latency of the whole time counts although nothing was sent lately', async () => {
  await addDelta(consumerKey, 3 * 3600, { success: 2 }, [40, 40])
  const { totals, buckets } = await getActivity(ctx, instance, consumer, { range: '6h' })
  expect(buckets.at(-1)?.p95).toBeNull()
  expect(totals.p95).toBeGreaterThan(25)
  expect(totals.p95).toBeLessThanOrEqual(50)
})
