import { beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { previewFilter } from '#lib/domain/filters/preview-filter.ts'
import { formatId, newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getRateLimitStatus } from '#lib/domain/rate-limits/get-rate-limit-status.ts'
import { previewRateLimit } from '#lib/domain/rate-limits/preview-rate-limit.ts'
import { foldRollups } from '#lib/worker/maintenance/fold-rollups.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()

const ctx = rootContext()
let instance: string
let consumer: string

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
  consumer = (await createConsumer(ctx, instance, { url: 'https://example.com/hook' })).id
})

async function addMessage(eventType: string, tags: string[], flags = 0): Promise<string> {
  const id = newUuid()
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
     select $1, key, $2, $3, '{}', '{}', '{}', 2, $4 from instance where id = $5`,
    [id, eventType, tags, flags, parseId('instance', instance)],
  )
  return formatId('message', id)
}

async function addQueued(count: number, seconds: number) {
  await pool.query(
    `insert into queue (message_id, consumer, due_at, size)
     select hot.uuid7(), key, now() + $2 * interval '1 s', 2 from consumer, generate_series(1, $3) where id = $1`,
    [parseId('consumer', consumer), seconds, count],
  )
}

test('a preview of an instance without messages counts none', async () => {
  expect(await previewFilter(ctx, instance, { eventTypes: [], tags: [] })).toEqual({
    considered: 0,
    from: null,
    to: null,
    matched: 0,
    typeOnly: 0,
    samples: [],
  })
})

test('a preview matches by event type and by any tag in common, as the fan-out does', async () => {
  const paid = await addMessage('invoice.paid', ['region:us', 'team:a'])
  await addMessage('invoice.paid', ['region:uk'])
  await addMessage('bill.paid', ['region:us'])
  await addMessage('invoice.paid', ['region:us'], 1)
  await addMessage('invoice.paid', ['region:us'], 2)
  const filter = { eventTypes: ['invoice.paid'], tags: ['region:us', 'team:z'] }
  const preview = await previewFilter(ctx, instance, filter)
  expect(preview).toMatchObject({
    considered: 3,
    matched: 1,
    typeOnly: 1,
    samples: [{ id: paid, tags: ['region:us', 'team:a'] }],
  })
  expect(await previewFilter(ctx, instance, { eventTypes: [], tags: [] })).toMatchObject({ considered: 3, matched: 3 })
})

test('a preview looks at the last 1,000 messages only', async () => {
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
     select hot.uuid7(), key, 'invoice.paid', '{}', '{}', '{}', '{}', 2, 0 from instance, generate_series(1, 1005)
     where id = $1`,
    [parseId('instance', instance)],
  )
  const preview = await previewFilter(ctx, instance, { eventTypes: ['invoice.paid'], tags: [] })
  expect(preview).toMatchObject({ considered: 1000, matched: 1000 })
  expect(preview.samples).toHaveLength(20)
})

test('without a limit nothing is throttled, whatever waits', async () => {
  await addQueued(3, -60)
  expect(await getRateLimitStatus(ctx, instance, consumer)).toMatchObject({
    status: 'Ok',
    throttledSince: null,
    queued: 3,
    due: 3,
    secondsToDrain: null,
  })
})

test('with a limit it says how long what is due takes; later tries do not count for that', async () => {
  await updateConsumer(ctx, instance, consumer, { rate: 5 })
  await addQueued(20, -60)
  await addQueued(7, 3600)
  const status = await getRateLimitStatus(ctx, instance, consumer)
  expect(status).toMatchObject({
    status: 'RateLimited',
    rate: 5,
    queued: 27,
    due: 20,
    secondsToDrain: 4,
    isMore: false,
  })
  expect(Date.parse(status.throttledSince ?? '')).toBeLessThan(Date.now())
  await updateConsumer(ctx, instance, consumer, { paused: true })
  expect(await getRateLimitStatus(ctx, instance, consumer)).toMatchObject({ paused: true, secondsToDrain: null })
})

describe('what a rate limit would have meant for the last day', () => {
  const accept = async (eventType: string, minutesAgo: number, accepted: number) => {
    const { rows } = await pool.query<{ key: number }>('select key from instance where id = $1', [
      parseId('instance', instance),
    ])
    const at = new Date(Math.floor(Date.now() / 60_000) * 60_000 - minutesAgo * 60_000)
    await insertCounts(pool, { instance: rows[0]?.key ?? 0, eventType, at, accepted })
  }

  test('is nothing where there was no traffic', async () => {
    const nothing = { peakPerMinute: 0, mostWaiting: 0, longestSeconds: 0 }
    expect(await previewRateLimit(ctx, instance, { eventTypes: [], rate: 1 })).toEqual(nothing)
  })

  test('counts the event types asked for, folded or not', async () => {
    await accept('invoice.paid', 30, 150)
    await foldRollups(pool)
    await accept('invoice.paid', 29, 90)
    await accept('bill.paid', 30, 500)
    await accept('bill.paid', 25 * 60, 9000)
    expect(await previewRateLimit(ctx, instance, { eventTypes: ['invoice.paid'], rate: null })).toEqual({
      peakPerMinute: 150,
      mostWaiting: 0,
      longestSeconds: 0,
    })
    expect(await previewRateLimit(ctx, instance, { eventTypes: ['invoice.paid'], rate: 1 })).toEqual({
      peakPerMinute: 150,
      mostWaiting: 120,
      longestSeconds: 120,
    })
    expect((await previewRateLimit(ctx, instance, { eventTypes: [], rate: 10 })).peakPerMinute).toBe(650)
  })

  test('is about the share that the tags let pass, as the newest messages have it', async () => {
    await accept('invoice.paid', 30, 400)
    const passes = (tags: string[]) => previewRateLimit(ctx, instance, { eventTypes: ['invoice.paid'], tags, rate: 1 })
    expect((await passes(['region:us'])).peakPerMinute).toBe(400)
    await pool.query(
      `insert into message (id, instance, event_type, tags, body, size)
       select hot.uuid7(), i.key, type, tags, '{}', 2 from instance i, (values ('invoice.paid', '{region:us}'::text[]),
         ('invoice.paid', '{region:uk}'), ('invoice.paid', '{region:uk}'), ('invoice.paid', '{}'), ('bill.paid', '{region:us}')
       ) as given (type, tags) where i.id = $1`,
      [parseId('instance', instance)],
    )
    expect(await passes(['region:us'])).toEqual({ peakPerMinute: 100, mostWaiting: 40, longestSeconds: 40 })
    expect((await passes(['region:us', 'region:uk'])).peakPerMinute).toBe(300)
    expect((await passes(['region:nowhere'])).peakPerMinute).toBe(0)
  })
})
