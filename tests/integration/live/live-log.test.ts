import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/domain/context.ts'
import { formatId, newUuid } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { FIRST_ID, writeCursor } from '#lib/domain/live/live-position.ts'
import { openLiveLog } from '#lib/domain/live/open-live-log.ts'
import { readMessageEvents } from '#lib/domain/messages/read-message-events.ts'
import { createOwnServer } from '#tests/support/own-server.ts'

const { pool } = await createOwnServer()

const actor = { kind: 'root', id: null, name: 'test', role: 'owner', instanceId: null, capabilities: null } as const
const ctx: Context = { actor, requestId: 'req_test', log: pino({ level: 'silent' }) }

let instance: string
let key: number

type Database = { query: (sql: string, values?: unknown[]) => Promise<{ rows: { key: number }[] }> }

async function receive(db: Database = pool, agoMs = 0): Promise<string> {
  const id = newUuid(Date.now() - agoMs)
  await db.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
     values ($1, $2, 'invoice.paid', '{region:us}', '{0}', '{}', '{}', 2)`,
    [id, key],
  )
  return formatId('message', id)
}

async function attempt(outcome: number, n: number, consumer = 1): Promise<string> {
  const id = newUuid()
  await pool.query(
    `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, ms, timings, url)
     values ($1, $2, $6, $3, 'invoice.paid', $5, now(), 0, $4, 5, '{}', 'http://x')`,
    [id, newUuid(), key, outcome, n, consumer],
  )
  return formatId('attempt', id)
}

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'Northwind Lending' })).id
  const { rows } = await pool.query<{ key: number }>('select key from instance order by key desc limit 1')
  key = rows[0]?.key ?? 0
})

describe('the live log', () => {
  test('begins with the newest lines and goes on with what happens next', async () => {
    const first = await receive()
    const log = await openLiveLog(ctx, instance, null)
    expect((await log.read()).events.map(({ event }) => event.id)).toEqual([first])
    const second = await receive()
    expect((await log.read()).events.map(({ event }) => event.id)).toEqual([second])
    expect((await log.read()).events).toEqual([])
  })

  test('begins with as many lines as there are newest of all tables together', async () => {
    const now = new Date()
    await pool.query(
      `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, ms, timings, url)
       select gen_random_uuid(), hot.uuid7(), 1, $1, 'invoice.paid', 1, $2::timestamptz - n * interval '10.6 ms', 0, 0, 5, '{}', 'http://x'
       from generate_series(1, 150) n`,
      [key, now],
    )
    await pool.query(
      `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
       select hot.uuid_floor($2::timestamptz - n * interval '10.6 ms' - interval '5 ms'), $1, 'invoice.paid', '{}', '{}', '{}', '{}', 2
       from generate_series(1, 150) n`,
      [key, now],
    )
    const { events } = await (await openLiveLog(ctx, instance, null)).read()
    const of = (kind: string) => events.filter(({ event }) => event.kind === kind).length
    expect([events.length, of('sent'), of('received')]).toEqual([200, 100, 100])
    const times = events.map(({ event }) => Date.parse(event.at))
    expect(times).toEqual([...times].sort((left, right) => left - right))
  })

  test('tells sent, failed, retried and cancelled attempts apart', async () => {
    const log = await openLiveLog(ctx, instance, null)
    await log.read()
    for (const [outcome, n] of [
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 8],
      [3, 1],
    ] as const)
      await attempt(outcome, n)
    const { events } = await log.read()
    expect(events.map(({ event }) => event.kind)).toEqual(['sent', 'failed', 'retried', 'failed', 'cancelled'])
    expect(events[3]?.event).toMatchObject({ attempt: 8, attempts: 8, party: { kind: 'consumer' } })
  })

  test('names consumers as they are called by then, and says when one is no more', async () => {
    const { rows } = await pool.query<{ key: number }>(
      `insert into consumer (id, instance_id, url, description, event_types, tags)
       select hot.uuid7(), id, 'https://hooks.example.com/in', 'Acme', '{}', '{}' from instance where key = $1 returning key`,
      [key],
    )
    const log = await openLiveLog(ctx, instance, null)
    await log.read()
    const names = async () => (await log.read()).events.map(({ event }) => event.party.name)
    await attempt(0, 1, rows[0]?.key)
    expect(await names()).toEqual(['Acme'])
    await pool.query(`update consumer set description = '' where key = $1`, [rows[0]?.key])
    await attempt(0, 1, rows[0]?.key)
    await attempt(0, 1, 2_000_000_000)
    expect(await names()).toEqual(['https://hooks.example.com/in', 'deleted consumer'])
  })

  test('rule 14, live cursor: shows a message that commits late, after newer ones, exactly once', async () => {
    const log = await openLiveLog(ctx, instance, null)
    await log.read()
    const held = await pool.connect()
    await held.query('begin')
    const late = await receive(held)
    const newer = await receive()
    const before = (await log.read()).events.map(({ event }) => event.id)
    await held.query('commit')
    held.release()
    const after = (await log.read()).events.map(({ event }) => event.id)
    expect(before).toEqual([])
    expect(after).toEqual([late, newer])
    expect((await log.read()).events).toEqual([])
  })

  test('rule 14, live cursor: passes over nothing when a transaction was already held open as the reader came', async () => {
    const held = await pool.connect()
    await held.query('begin')
    const late = await receive(held)
    const log = await openLiveLog(ctx, instance, null)
    expect((await log.read()).events).toEqual([])
    await held.query('commit')
    held.release()
    expect((await log.read()).events.map(({ event }) => event.id)).toEqual([late])
  })

  test('resumes in another process from any line, without a gap and without a repeat', async () => {
    const log = await openLiveLog(ctx, instance, null)
    await log.read()
    const sent: string[] = []
    for (let n = 0; n < 5; n += 1) sent.push(await receive())
    const { events } = await log.read()
    const third = events[2]?.cursor ?? null
    const resumed = await openLiveLog(ctx, instance, third)
    const rest = await resumed.read()
    expect(rest.hasGap).toBe(false)
    expect(rest.events.map(({ event }) => event.id)).toEqual(sent.slice(3))
  })

  test('catches up with more than one batch in order', async () => {
    const log = await openLiveLog(ctx, instance, null)
    await log.read()
    await pool.query(
      `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
       select hot.uuid7(), $1, 'invoice.paid', '{}', '{}', '{}', '{}', 2 from generate_series(1, 950)`,
      [key],
    )
    const seen: string[] = []
    for (let batch = await log.read(); ; batch = await log.read()) {
      seen.push(...batch.events.map(({ event }) => event.id))
      if (!batch.hasMore) break
    }
    expect(seen).toHaveLength(950)
    expect(new Set(seen).size).toBe(950)
  })

  test('goes by transaction whatever the ids, nine before ten', async () => {
    const [first, second, third] = [newUuid(), newUuid(), newUuid()]
    await pool.query(
      `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, xid)
       values ($1, $4, 'a', '{}', '{}', '{}', '{}', 2, '10'), ($2, $4, 'a', '{}', '{}', '{}', '{}', 2, '9'), ($3, $4, 'a', '{}', '{}', '{}', '{}', 2, '100')`,
      [first, second, third, key],
    )
    const log = await openLiveLog(ctx, instance, writeCursor({ xid: 9n, id: FIRST_ID, since: Date.now() - 1000 }))
    const ids = (await log.read()).events.map(({ event }) => event.id)
    expect(ids).toEqual([second, first, third].map((id) => formatId('message', id)))
  })

  test('says so when a cursor is too old to go on from', async () => {
    const log = await openLiveLog(ctx, instance, `5_${newUuid(0)}_1000`)
    expect((await log.read()).hasGap).toBe(true)
    expect((await log.read()).hasGap).toBe(false)
  })

  test('tells an instance nothing of another', async () => {
    const other = (await createInstance(ctx, { name: 'Other' })).id
    const log = await openLiveLog(ctx, other, null)
    await log.read()
    await receive()
    expect((await log.read()).events).toEqual([])
  })
})

describe('a reader of message events', () => {
  const read = async (iterator?: string, limit = 50) => {
    const { data, ...rest } = await readMessageEvents(ctx, instance, { iterator, limit })
    return { ids: data.map(({ id }) => id), ...rest }
  }

  test('rule 14, live cursor: gets a message that commits late, after the reader has gone past its time, exactly once', async () => {
    const early = await receive()
    const first = await read()
    expect([first.ids, first.done]).toEqual([[early], true])
    const held = await pool.connect()
    await held.query('begin')
    const late = await receive(held)
    const newer = await receive()
    const second = await read(first.iterator)
    await held.query('commit')
    held.release()
    const third = await read(second.iterator)
    expect([second.ids, third.ids]).toEqual([[], [late, newer]])
    expect(await read(third.iterator)).toMatchObject({ ids: [], done: true })
  })

  test('rule 14, live cursor: misses nothing of a transaction that was open when the reader came for the first time', async () => {
    const held = await pool.connect()
    await held.query('begin')
    const late = await receive(held)
    const newer = await receive()
    const first = await read()
    await held.query('commit')
    held.release()
    const second = await read(first.iterator)
    expect([...first.ids, ...second.ids].sort()).toEqual([late, newer].sort())
  })

  test('pages through the whole log in order while new messages arrive', async () => {
    const sent: string[] = []
    for (let n = 0; n < 5; n += 1) sent.push(await receive(pool, 10_000 - n))
    let page = await read(undefined, 2)
    const seen = [...page.ids]
    sent.push(await receive())
    while (!page.done) {
      page = await read(page.iterator, 2)
      seen.push(...page.ids)
    }
    expect(seen).toEqual(sent)
  })

  test('is refused an iterator that is none', async () => {
    for (const iterator of ['zzz', '-', 'MV8yXzNfNA'])
      await expect(read(iterator)).rejects.toMatchObject({ code: 'validation' })
  })
})
