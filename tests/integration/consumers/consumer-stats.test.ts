import { beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getConsumerStats } from '#lib/domain/consumers/get-consumer-stats.ts'
import { getDeliveryTerms } from '#lib/domain/consumers/get-delivery-terms.ts'
import { listConsumers } from '#lib/domain/consumers/list-consumers.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'
import { createEventType } from '#lib/domain/event-types/create-event-type.ts'
import { eventTypeInputSchema } from '#lib/domain/event-types/schemas.ts'
import { updateEventType } from '#lib/domain/event-types/update-event-type.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { updateInstance } from '#lib/domain/instances/update-instance.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()

const ctx = rootContext()
let instance: string
let instanceKey: number
let consumer: string
let key: number

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
  consumer = (await createConsumer(ctx, instance, { url: 'https://example.com/hook', rate: 5 })).id
  const { rows } = await pool.query<{ key: number; instance: number }>(
    'select c.key, i.key as instance from consumer c join instance i on i.id = c.instance_id where c.id = $1',
    [parseId('consumer', consumer)],
  )
  key = rows[0]?.key ?? 0
  instanceKey = rows[0]?.instance ?? 0
})

async function stats() {
  return (await getConsumerStats(ctx, instance, [consumer])).get(consumer)
}

describe('the figures of a consumer in a list', () => {
  test('are empty for one that was never sent anything', async () => {
    const figures = await stats()
    expect(figures).toMatchObject({ successRate: null, p95: null, queued: 0, secondsToDrain: null, lastFailure: null })
    expect(figures?.hours).toHaveLength(24)
  })

  test('count what is folded, what is not yet, and nothing older than a day', async () => {
    const histogram = [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    await pool.query(
      `insert into rollup (instance, consumer, event_type, grain, at, success, failure, histogram)
       select $1, $2, event_type, 'h', date_trunc('hour', now()) - age, success, failure, $3
       from (values (interval '2 h', 6, 2), (interval '30 h', 900, 0)) hour (age, success, failure),
         (values ('invoice.paid'), ('')) kind (event_type)`,
      [instanceKey, key, histogram],
    )
    await insertCounts(pool, { instance: instanceKey, consumer: key, eventType: 'bill.paid', success: 1, retry: 1 })
    const figures = await stats()
    expect(figures?.hours.at(-3)).toEqual({ success: 6, failure: 2 })
    expect(figures?.hours.at(-1)).toEqual({ success: 1, failure: 1 })
    expect(figures?.successRate).toBeCloseTo(0.7)
    expect(figures?.p95).toBeGreaterThan(25)
    expect(figures?.p95).toBeLessThanOrEqual(50)
  })

  test('tell the queue, its drain time at the rate limit, and how a failing one failed last', async () => {
    await pool.query(
      `insert into queue (message_id, consumer, due_at, size)
       select hot.uuid7(), $1, now(), 2 from generate_series(1, 40)`,
      [key],
    )
    const failed = `last_failure_at = now(), last_failure_status = 401, last_failure_kind = 'http_4xx'`
    await pool.query(`update consumer set ${failed} where key = $1`, [key])
    expect(await stats()).toMatchObject({ lastFailure: null })
    await pool.query('update consumer set failing_since = now() where key = $1', [key])
    expect(await stats()).toMatchObject({
      queued: 40,
      isQueuedMore: false,
      secondsToDrain: 8,
      lastFailure: { statusCode: 401, errorKind: 'http_4xx' },
    })
    await pool.query('update consumer set paused = true where key = $1', [key])
    expect(await stats()).toMatchObject({ queued: 40, secondsToDrain: null })
    await pool.query('update consumer set paused = false where key = $1', [key])
  })

  test('are not given for a consumer of another instance', async () => {
    const other = (await createInstance(ctx, { name: 'other' })).id
    expect((await getConsumerStats(ctx, other, [consumer])).size).toBe(0)
  })
})

test('the list can show only consumers whose certificate ends within 30 days', async () => {
  await createConsumer(ctx, instance, { url: 'https://example.com/other' })
  await pool.query(`update consumer set tls_expires_at = now() + interval '12 days' where key = $1`, [key])
  const page = await listConsumers(ctx, instance, { state: 'expiring' })
  expect(page.data.map(({ id }) => id)).toEqual([consumer])
})

describe('the terms of a consumer', () => {
  test('name the schedule that applies and the event types with their own', async () => {
    await createEventType(ctx, instance, eventTypeInputSchema.parse({ name: 'bill.paid', description: '' }))
    await updateEventType(ctx, instance, 'bill.paid', { retrySchedule: [5, 10] })
    expect(await getDeliveryTerms(ctx, instance, consumer)).toMatchObject({
      scheduleOf: 'installation',
      exceptions: [{ eventType: 'bill.paid', retrySchedule: [5, 10] }],
      secretRotatedAt: null,
      oldSecretsUntil: [],
    })
    await updateInstance(ctx, instance, { retrySchedule: [0, 60] })
    expect(await getDeliveryTerms(ctx, instance, consumer)).toMatchObject({
      scheduleOf: 'instance',
      retrySchedule: [0, 60],
    })
  })

  test('say until when old secrets sign as well: for a day unless told otherwise', async () => {
    await rotateSigningSecret(ctx, instance, consumer, {})
    await rotateSigningSecret(ctx, instance, consumer, { gracePeriodSeconds: 3600 })
    const { oldSecretsUntil } = await getDeliveryTerms(ctx, instance, consumer)
    const hours = oldSecretsUntil.map((until) => (Date.parse(until) - Date.now()) / 3_600_000).sort((a, b) => a - b)
    expect(hours).toEqual([expect.closeTo(1, 1), expect.closeTo(24, 1)])
  })

  test('allow ten old secrets at a time, and the next when one of them has expired', async () => {
    const rotate = () => rotateSigningSecret(ctx, instance, consumer, {})
    for (let n = 0; n < 10; n++) await rotate()
    await expect(rotate()).rejects.toMatchObject({ code: 'bad_request' })
    expect((await getDeliveryTerms(ctx, instance, consumer)).oldSecretsUntil).toHaveLength(10)
    await pool.query(
      `update consumer_secret set expires_at = now() where id = (
        select id from consumer_secret where expires_at > now() and consumer_id = $1 order by created_at limit 1)`,
      [parseId('consumer', consumer)],
    )
    await rotate()
    expect((await getDeliveryTerms(ctx, instance, consumer)).oldSecretsUntil).toHaveLength(10)
  })
})
