import { PrismaPg } from '@prisma/adapter-pg'
import fc from 'fast-check'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { PrismaClient } from '#lib/db/generated/client.ts'
import { newUuid, uuidTime } from '#lib/domain/ids.ts'
import type { IncomingMessage, MessageSink } from '#lib/domain/messages/message-sink.ts'
import { createWebMessageSink, DUE_CHANNEL } from '#lib/domain/messages/web-message-sink.ts'
import { createPublisher } from '#lib/engine/index.ts'
import { parseEnv } from '#lib/env.ts'
import { CompanyTags } from '#lib/worker/company-tags.ts'
import { createDelivery } from '#lib/worker/create-delivery.ts'
import { IngestSink } from '#lib/worker/ingest-sink.ts'
import { createDatabase } from '#tests/support/database.ts'

const { url, pool } = await createDatabase()
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 5 }) })
const delivery = createDelivery({
  env: parseEnv({ DATABASE_URL: url, POSTHORN_SECRET: process.env.POSTHORN_SECRET }),
  log: pino({ level: 'silent' }),
  hotConnections: 4,
  plainConnections: 2,
})
afterAll(async () => {
  await delivery.close()
  await prisma.$disconnect()
})

/** Both ways in: matched in SQL by a process without a worker, and in memory by a worker (which hands nothing over here). */
const webSink = createWebMessageSink(prisma, 14)
const workerSink = new IngestSink({
  directory: delivery.directory,
  companyTags: new CompanyTags(delivery.plain),
  publisher: createPublisher(delivery),
  clock: delivery.clock,
  pool: delivery.plain,
})

let instance: { id: string; key: number }

interface ConsumerRow {
  kind?: string
  eventTypes?: string[]
  tags?: string[]
  disabled?: boolean
  deleted?: boolean
}

/** As every change of consumers does it. */
const changed = () =>
  pool.query('update instance set config_version = config_version + 1 where key = $1', [instance.key])

async function addConsumer(row: ConsumerRow = {}): Promise<number> {
  const found = await pool.query<{ key: number }>(
    `insert into consumer (id, instance_id, kind, url, event_types, tags, disabled, deleted_at)
     values ($1, $2, $3, 'https://example.test/', $4, $5, $6, $7) returning key`,
    [
      newUuid(),
      instance.id,
      row.kind ?? 'consumer',
      row.eventTypes ?? [],
      row.tags ?? [],
      row.disabled ?? false,
      row.deleted ? new Date() : null,
    ],
  )
  const key = found.rows[0]?.key ?? 0
  await pool.query('insert into lane (consumer, instance) values ($1, $2)', [key, instance.key])
  await changed()
  return key
}

function incoming(parts: Partial<IncomingMessage> = {}): IncomingMessage {
  const body = parts.body ?? '{"a":1}'
  return {
    instanceId: instance.id,
    instanceKey: instance.key,
    eventType: 'invoice.paid',
    givenTags: [],
    payloadTags: [],
    labels: [],
    company: null,
    sourceId: null,
    eventId: null,
    dedupeKey: null,
    body,
    size: Buffer.byteLength(body),
    flags: 0,
    onlyConsumer: null,
    deliverAt: null,
    expungeAt: null,
    hop: 0,
    ...parts,
  }
}

async function queuedFor(messageId: string): Promise<number[]> {
  const rows = await pool.query<{ consumer: number }>('select consumer from queue where message_id = $1 order by 1', [
    messageId,
  ])
  return rows.rows.map((row) => row.consumer)
}

beforeEach(async () => {
  const id = newUuid()
  const row = await pool.query<{ key: number }>(`insert into instance (id, name) values ($1, 'test') returning key`, [
    id,
  ])
  instance = { id, key: row.rows[0]?.key ?? 0 }
})

describe.each<[string, MessageSink]>([
  ['a process without a worker', webSink],
  ['a worker', workerSink],
])('the sink of %s', (_name, sink) => {
  it('stores the exact text of the body with an id of database time, due now', async () => {
    const consumer = await addConsumer()
    const body = '{ "n": 1.50, "s":"\\u0000é😀" }'
    const result = await sink.accept(
      incoming({ body, size: Buffer.byteLength(body), labels: ['l'], hop: 2, eventId: 'e1' }),
    )
    expect(result.kind).toBe('stored')
    const message = await pool.query(
      'select *, extract(epoch from now()) * 1000 as now_ms from message where id = $1',
      [result.messageId],
    )
    expect(message.rows[0]).toMatchObject({
      body,
      size: Buffer.byteLength(body),
      event_id: 'e1',
      labels: ['l'],
      hop: 2,
      flags: 0,
    })
    expect(Math.abs(uuidTime(result.messageId) - Number(message.rows[0].now_ms))).toBeLessThan(5000)
    const queue = await pool.query(
      'select consumer, due_at <= now() as due, trigger, attempt from queue where message_id = $1',
      [result.messageId],
    )
    expect(queue.rows).toEqual([{ consumer, due: true, trigger: 0, attempt: 0 }])
  })

  it('leaves out disabled, deleted, operational and foreign consumers and those of other types', async () => {
    const all = await addConsumer()
    const typed = await addConsumer({ eventTypes: ['invoice.paid', 'x'] })
    await addConsumer({ eventTypes: ['invoice.Paid'] })
    await addConsumer({ disabled: true })
    await addConsumer({ deleted: true })
    const operational = await addConsumer({ kind: 'operational' })
    expect(await queuedFor((await sink.accept(incoming())).messageId)).toEqual([all, typed])
    expect(await queuedFor((await sink.accept(incoming({ flags: 4 }))).messageId)).toEqual([operational])
    expect(await queuedFor((await sink.accept(incoming({ flags: 2 }))).messageId)).toEqual([])
  })

  it('sends a test to its one consumer, first in its lane, whatever it listens to', async () => {
    await addConsumer()
    const one = await addConsumer({ eventTypes: ['other'], tags: ['a:b'], disabled: true })
    const { messageId } = await sink.accept(incoming({ flags: 1, onlyConsumer: one }))
    const rows = await pool.query(
      `select consumer, trigger, due_at = '2000-01-01Z' as first from queue where message_id = $1`,
      [messageId],
    )
    expect(rows.rows).toEqual([{ consumer: one, trigger: 2, first: true }])
    expect((await pool.query('select 1 from hot.rollup_delta where instance = $1', [instance.key])).rowCount).toBe(0)
  })

  it('merges the tags of the stored company, in which the payload wins per key', async () => {
    await pool.query(
      `insert into company (id, instance_id, external_id, tags) values ($1, $2, 'c1', '{region:us,tier:gold}')`,
      [newUuid(), instance.id],
    )
    const us = await addConsumer({ tags: ['region:us'] })
    const uk = await addConsumer({ tags: ['region:uk', 'x:y'] })
    const gold = await addConsumer({ tags: ['tier:gold'] })
    const moved = await sink.accept(incoming({ company: 'c1', givenTags: ['given'], payloadTags: ['region:uk'] }))
    expect(await queuedFor(moved.messageId)).toEqual([uk, gold])
    const row = await pool.query('select tags, tag_origins from message where id = $1', [moved.messageId])
    expect(row.rows[0]).toEqual({ tags: ['given', 'region:uk', 'tier:gold'], tag_origins: [0, 1, 2] })
    expect(await queuedFor((await sink.accept(incoming({ company: 'c1' }))).messageId)).toEqual([us, gold])
    expect(await queuedFor((await sink.accept(incoming())).messageId)).toEqual([])
  })

  it('keeps a message for later in its queue and tells the lane when', async () => {
    const consumer = await addConsumer()
    const deliverAt = Date.now() + 3_600_000
    const { messageId } = await sink.accept(incoming({ deliverAt, expungeAt: deliverAt + 1000 }))
    const rows = await pool.query(
      'select q.due_at, l.next_at, m.deliver_at, m.expunge_at from queue q join lane l using (consumer) join message m on m.id = q.message_id where q.message_id = $1',
      [messageId],
    )
    expect(rows.rows[0]).toEqual({
      due_at: new Date(deliverAt),
      next_at: new Date(deliverAt),
      deliver_at: new Date(deliverAt),
      expunge_at: new Date(deliverAt + 1000),
    })
    await sink.accept(incoming())
    const lane = await pool.query('select next_at <= now() as due from lane where consumer = $1', [consumer])
    expect(lane.rows[0]).toEqual({ due: true })
  })

  it('answers a repeated key with the first message, also when twins arrive together', async () => {
    await addConsumer()
    const twins = await Promise.all(Array.from({ length: 8 }, () => sink.accept(incoming({ dedupeKey: 'e:twin' }))))
    const stored = twins.filter((one) => one.kind === 'stored')
    expect(stored).toHaveLength(1)
    expect(new Set(twins.map((one) => one.messageId)).size).toBe(1)
    expect((await sink.accept(incoming({ dedupeKey: 'e:twin' }))).kind).toBe('duplicate')
    expect((await pool.query('select 1 from message where instance = $1', [instance.key])).rowCount).toBe(1)
    expect(
      (
        await pool.query('select 1 from queue q join message m on m.id = q.message_id where m.instance = $1', [
          instance.key,
        ])
      ).rowCount,
    ).toBe(1)
  })

  it('finds a key that was used yesterday', async () => {
    const old = newUuid()
    await pool.query(`insert into dedupe values ($1, 'e:old', (now() at time zone 'UTC')::date - 1, $2)`, [
      instance.key,
      old,
    ])
    expect(await sink.accept(incoming({ dedupeKey: 'e:old' }))).toEqual({ kind: 'duplicate', messageId: old })
  })

  it('counts what it accepted', async () => {
    await addConsumer()
    for (const _ of [1, 2, 3]) await sink.accept(incoming())
    const counts = await pool.query(
      'select consumer, event_type, sum(accepted)::int as n from hot.rollup_delta where instance = $1 group by 1, 2',
      [instance.key],
    )
    expect(counts.rows).toEqual([{ consumer: 0, event_type: 'invoice.paid', n: 3 }])
  })

  it("makes the day's partitions when nobody did", async () => {
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '')
    await pool.query(`drop table hot.message_${today}, hot.attempt_${today}, hot.dedupe_${today}`)
    expect((await sink.accept(incoming({ dedupeKey: 'e:partition' }))).kind).toBe('stored')
  })

  it('rule 8, fan-out is never stale: a configuration that changes all the time delays nobody, and the newest counts', async () => {
    const consumer = await addConsumer({ eventTypes: ['other'] })
    let changing = true
    const churn = async () => {
      while (changing) await changed()
    }
    const churning = [churn(), churn()]
    const before = await Promise.all(Array.from({ length: 20 }, () => sink.accept(incoming())))
    await pool.query(`update consumer set event_types = '{invoice.paid}' where key = $1`, [consumer])
    await changed()
    const after = await Promise.all(Array.from({ length: 20 }, () => sink.accept(incoming())))
    changing = false
    await Promise.all(churning)
    for (const { messageId } of before) expect(await queuedFor(messageId)).toEqual([])
    for (const { messageId } of after) expect(await queuedFor(messageId)).toEqual([consumer])
  })

  it('rule 8, fan-out is never stale: matches any event type and any tag in common, in memory as in SQL', async () => {
    const type = fc.constantFrom('a', 'b', 'A', 'a.b')
    const tag = fc.constantFrom('r:us', 'r:uk', 'R:us', 's:1', 'plain')
    const filter = fc.record({
      eventTypes: fc.uniqueArray(type, { maxLength: 2 }),
      tags: fc.uniqueArray(tag, { maxLength: 3 }),
    })
    const takes = (any: readonly string[], given: readonly string[]) =>
      any.length === 0 || any.some((one) => given.includes(one))
    await fc.assert(
      fc.asyncProperty(
        fc.array(filter, { maxLength: 6 }),
        type,
        fc.uniqueArray(tag),
        async (filters, eventType, tags) => {
          await pool.query('delete from consumer where instance_id = $1', [instance.id])
          await changed()
          const keys: number[] = []
          for (const one of filters) keys.push(await addConsumer(one))
          const expected = keys.filter((_, at) => {
            const one = filters[at]
            return one !== undefined && takes(one.eventTypes, [eventType]) && takes(one.tags, tags)
          })
          const { messageId } = await sink.accept(incoming({ eventType, givenTags: tags }))
          expect(await queuedFor(messageId)).toEqual(expected)
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the sink of a process without a worker', () => {
  it('wakes a worker once, not again while the lane is due', async () => {
    await addConsumer()
    const listener = new pg.Client({ connectionString: url })
    await listener.connect()
    let heard = 0
    listener.on('notification', () => (heard += 1))
    await listener.query(`listen ${DUE_CHANNEL}`)
    for (const _ of [1, 2, 3]) await webSink.accept(incoming())
    await listener.query('select 1')
    await listener.end()
    expect(heard).toBe(1)
  })

  it('wakes the lane of a paused consumer for a test only', async () => {
    const consumer = await addConsumer()
    await pool.query('update lane set paused = true where consumer = $1', [consumer])
    const isDue = async () =>
      (
        await pool.query(
          "select next_at <= now() and next_at > now() - interval '1 minute' as due from lane where consumer = $1",
          [consumer],
        )
      ).rows[0].due
    await webSink.accept(incoming())
    expect(await isDue()).toBe(false)
    await webSink.accept(incoming({ flags: 1, onlyConsumer: consumer }))
    expect(await isDue()).toBe(true)
  })
})
