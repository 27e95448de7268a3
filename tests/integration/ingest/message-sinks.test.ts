import pg from 'pg'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { newUuid, uuidTime } from '#lib/domain/ids.ts'
import type { IncomingMessage, MessageSink } from '#lib/domain/messages/message-sink.ts'
import { DUE_CHANNEL } from '#lib/domain/messages/web-message-sink.ts'
import { incomingFor, type Place } from '#tests/support/incoming-message.ts'
import { type ConsumerRow, openSinks } from './sinks.ts'

const sinks = await openSinks()
const { url, pool, webSink, workerSink, queuedFor } = sinks
afterAll(() => sinks.close())

let instance: Place
beforeEach(async () => {
  instance = await sinks.addInstance()
})

const addConsumer = (row?: ConsumerRow) => sinks.addConsumer(instance, row)
const incoming = (parts?: Partial<IncomingMessage>) => incomingFor(instance, parts)

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
