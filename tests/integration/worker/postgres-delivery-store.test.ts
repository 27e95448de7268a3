import { afterAll, describe, expect, test } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { createHotPool } from '#lib/db/pg-pool.ts'
import { queueResend } from '#lib/domain/deliveries/queue-resend.ts'
import { newUuid } from '#lib/domain/ids.ts'
import type { AttemptRecord, LeasedDelivery, Settlement, SettlementVerdict } from '#lib/engine/index.ts'
import { RowError } from '#lib/engine/index.ts'
import { PostgresDeliveryStore } from '#lib/worker/postgres-delivery-store.ts'
import { createDatabase } from '#tests/support/database.ts'
import { aMessage, aPublication, CLAIM_ALL, insertConsumers, systemClock } from './fixtures.ts'

const { url, pool } = await createDatabase()
const hot = createHotPool(url, 4)
const store = new PostgresDeliveryStore({ pool: hot, clock: systemClock, rowsPerStatement: 50 })
afterAll(() => hot.end())

const all = () => true
const none = () => false

function settled(
  delivery: LeasedDelivery,
  verdict: SettlementVerdict,
  overrides: Partial<AttemptRecord> = {},
): Settlement {
  const record: AttemptRecord = {
    attemptId: newUuid(),
    at: Date.now(),
    method: 'POST',
    url: 'http://127.0.0.1:9/',
    statusCode: verdict.kind === 'success' ? 200 : 500,
    errorKind: verdict.kind === 'success' ? null : 'http_5xx',
    errorDetail: null,
    timings: { dns: null, connect: 1.5, tls: null, firstByte: 3, total: 4.2 },
    reusedConnection: false,
    remoteAddress: '127.0.0.1',
    tlsVersion: null,
    requestHeaders: { 'x-team': 'billing' },
    signature: 'v1,abc',
    requestBody: null,
    responseHeaders: { 'content-type': 'text/plain' },
    responseBody: 'ok',
    ...overrides,
  }
  return { delivery, record, verdict }
}

const countOf = async (sql: string, values: unknown[] = []) =>
  Number((await pool.query<{ n: string }>(`select count(*) as n from ${sql}`, values)).rows[0]?.n)

describe('the Postgres store', () => {
  test('stores every column of a message and its deliveries, leased or due', async () => {
    const { instance, keys, version } = await insertConsumers(pool, 2)
    const message = aMessage(instance, {
      tags: ['a:"b"', 'c\\d'],
      tagOrigins: [0, 2],
      labels: ['été'],
      company: 'c1',
      eventId: 'e1',
    })
    const [leasedKey] = keys
    const [outcome] = await store.publish([aPublication(message, keys, version)], (key) => key === leasedKey)
    expect(outcome).toMatchObject({ kind: 'stored', leased: [{ messageId: message.id, consumerKey: leasedKey }] })
    const { rows } = await pool.query('select * from message where id = $1', [message.id])
    expect(rows[0]).toMatchObject({
      tags: ['a:"b"', 'c\\d'],
      tag_origins: [0, 2],
      labels: ['été'],
      company: 'c1',
      event_id: 'e1',
      body: message.body,
    })
    const claim = await store.claim(CLAIM_ALL)
    expect(claim.deliveries).toMatchObject([
      { messageId: message.id, consumerKey: keys[1], body: message.body, tags: message.tags },
    ])
    expect(claim.emptied).toEqual([keys[1]])
  })

  test('refuses messages matched with an older configuration and stores their neighbours', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const fresh = aMessage(instance)
    const stale = aMessage(instance)
    const outcomes = await store.publish(
      [aPublication(stale, keys, version - 1, { dedupeKey: 'e:stale' }), aPublication(fresh, keys, version)],
      all,
    )
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stale', 'stored'])
    expect(await countOf('message where id = $1', [stale.id])).toBe(0)
    expect(await countOf('queue where message_id = $1', [stale.id])).toBe(0)
    expect(await countOf("dedupe where key = 'e:stale'")).toBe(0)
    expect(await countOf('queue where message_id = $1', [fresh.id])).toBe(1)
  })

  test('answers a repeated key with the first message, within a batch and across batches', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const [first, twin, later] = [aMessage(instance), aMessage(instance), aMessage(instance)]
    const keyed = { dedupeKey: 'e:1' }
    const outcomes = await store.publish(
      [aPublication(first, keys, version, keyed), aPublication(twin, keys, version, keyed)],
      none,
    )
    expect(outcomes).toMatchObject([{ kind: 'stored' }, { kind: 'duplicate', messageId: first.id }])
    const again = await store.publish(
      [aPublication(later, keys, version, keyed), aPublication(aMessage(instance), keys, version)],
      none,
    )
    expect(again).toMatchObject([{ kind: 'duplicate', messageId: first.id }, { kind: 'stored' }])
    expect(await countOf('message where instance = $1', [instance.key])).toBe(2)
  })

  test('lets one of many concurrent publications with the same key win', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const messages = Array.from({ length: 20 }, () => aMessage(instance))
    const outcomes = await Promise.all(
      messages.map((message) => store.publish([aPublication(message, keys, version, { dedupeKey: 'e:race' })], none)),
    )
    const winners = outcomes.flat().filter(({ kind }) => kind === 'stored')
    expect(winners).toHaveLength(1)
    expect(new Set(outcomes.flat().flatMap((one) => (one.kind === 'duplicate' ? [one.messageId] : []))).size).toBe(1)
  })

  test('accepts the same ids again without a second message or delivery', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const batch = [
      aPublication(aMessage(instance), keys, version, { dedupeKey: 'e:again' }),
      aPublication(aMessage(instance), keys, version),
    ]
    await store.publish(batch, none)
    const added = aPublication(aMessage(instance), keys, version)
    const outcomes = await store.publish([...batch, added], none)
    expect(outcomes).toEqual([0, 1, 2].map(() => ({ kind: 'stored', leased: [] })))
    expect(await countOf('queue where consumer = $1', [keys[0]])).toBe(3)
  })

  test('rule 6, bytes: a message with many consumers is visible once its last part is in', async () => {
    const { instance, keys, version } = await insertConsumers(pool, 120)
    const message = aMessage(instance)
    const last = keys.at(-1)
    const blocker = await pool.connect()
    await blocker.query('begin')
    // A row in the way: the last statement waits for this transaction to end.
    await blocker.query('insert into queue (message_id, consumer, due_at, size) values ($1, $2, now(), 2)', [
      message.id,
      last,
    ])
    const publishing = store.publish([aPublication(message, keys, version)], all)
    await expect.poll(() => countOf(`pg_stat_activity where wait_event_type = 'Lock' and state = 'active'`)).toBe(1)
    expect(await countOf('message where id = $1', [message.id])).toBe(0)
    expect(await countOf('queue where message_id = $1', [message.id])).toBe(0)
    await blocker.query('rollback')
    blocker.release()
    const [outcome] = await publishing
    expect(outcome?.kind === 'stored' ? outcome.leased : []).toHaveLength(120)
    expect(await countOf('message where id = $1', [message.id])).toBe(1)
    expect(await countOf('queue where message_id = $1', [message.id])).toBe(120)
  })

  test('blames the row that Postgres cannot store', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const bad = aMessage(instance, { body: 'a\0b' })
    await expect(store.publish([aPublication(bad, keys, version)], none)).rejects.toBeInstanceOf(RowError)
  })

  test('blames a message with a number that no column holds, and not the database', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const bad = aMessage(instance, { hop: 1.5 })
    await expect(store.publish([aPublication(bad, keys, version)], none)).rejects.toBeInstanceOf(RowError)
  })

  test('records an attempt once however often its settlement is repeated', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const [outcome] = await store.publish([aPublication(aMessage(instance), keys, version)], all)
    const [delivery] = outcome?.kind === 'stored' ? outcome.leased : []
    if (delivery === undefined) throw new Error('nothing was handed over')
    const success = settled(delivery, { kind: 'success' })
    await store.settle([success])
    await store.settle([success])
    const { rows } = await pool.query('select * from attempt where consumer = $1', [keys[0]])
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ n: 1, outcome: 0, status_code: 200, ms: 4, timings: [-1, 2, -1, 3], method: null })
    expect(await countOf('queue where consumer = $1', [keys[0]])).toBe(0)
    const counts = await pool.query('select sum(success)::int as n from hot.rollup_delta where consumer = $1', [
      keys[0],
    ])
    expect(counts.rows[0]).toEqual({ n: 1 })
  })

  test('numbers the attempts of a pair and plans the next', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    await store.publish([aPublication(aMessage(instance), keys, version)], none)
    for (const [step, expected] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const { deliveries } = await store.claim(CLAIM_ALL)
      const mine = deliveries.filter(({ consumerKey }) => consumerKey === keys[0])
      expect(mine).toMatchObject([{ step: step - 1 }])
      await store.settle(mine.map((delivery) => settled(delivery, { kind: 'retry', afterMs: 0, step })))
      const { rows } = await pool.query(
        'select n, outcome, next_at is not null as planned from attempt where consumer = $1 order by n desc',
        [keys[0]],
      )
      expect(rows[0]).toEqual({ n: expected, outcome: 1, planned: true })
      await pool.query('update lane set next_at = now() where consumer = $1', [keys[0]])
    }
  })

  test('rule 1, one row per pair: resends and claims that meet make no second row and forget no schedule', async () => {
    await pool.query('delete from queue')
    const { instance, keys, version } = await insertConsumers(pool)
    const [consumerKey = 0] = keys
    const messages = Array.from({ length: 40 }, () => aMessage(instance))
    await store.publish(
      messages.map((message) => aPublication(message, keys, version)),
      none,
    )
    const claimed: LeasedDelivery[] = []
    const claim = async () => {
      for (let n = 0; n < 15; n++) claimed.push(...(await store.claim({ ...CLAIM_ALL, perLane: 7 })).deliveries)
    }
    const resend = () =>
      Promise.all(messages.map(({ id, size }) => queueResend(prisma(), { messageId: id, consumerKey, size })))
    await Promise.all([claim(), resend(), claim()])
    await claim()
    const tries = (trigger: string) => claimed.filter((row) => row.trigger === trigger).map((row) => row.messageId)
    expect(tries('manual').sort()).toEqual(messages.map(({ id }) => id).sort())
    expect(new Set(tries('scheduled')).size).toBe(tries('scheduled').length)
    expect(claimed.filter((row) => row.trigger === 'manual' && row.resumeAt === null)).toEqual([])
    expect(await countOf('queue where consumer = $1', [consumerKey])).toBe(40)
  })

  test('an event id counts as long as messages are kept, and no longer', async () => {
    const { instance, keys, version } = await insertConsumers(pool)
    const publish = async () => {
      const publication = aPublication(aMessage(instance), keys, version, { dedupeKey: 'expires' })
      return (await store.publish([publication], none))[0]?.kind
    }
    await pool.query(
      `select hot.ensure_partitions((now() at time zone 'UTC')::date - 20, (now() at time zone 'UTC')::date)`,
    )
    const age = (days: number) =>
      pool.query(
        `update dedupe set day = (now() at time zone 'UTC')::date - $2::int,
          message_id = hot.uuid_floor(now() - $2 * interval '1 day') where instance = $1`,
        [instance.key, days],
      )
    expect(await publish()).toBe('stored')
    await age(14)
    expect(await publish()).toBe('duplicate')
    await age(16)
    expect(await publish()).toBe('stored')
  })
})
