import { ApiException, Svix } from 'svix'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDatabase } from '#tests/support/database.ts'
import { startRouteServer } from '#tests/support/route-server.ts'

vi.mock('next/server', () => ({ after: (run: () => Promise<void>) => void run() }))

const TOKEN = 'root-token-of-the-tests-with-more-than-32-characters'
process.env.POSTHORN_API_TOKEN = TOKEN
const { pool } = await createDatabase()

let server: Awaited<ReturnType<typeof startRouteServer>>
let svix: Svix
beforeAll(async () => {
  server = await startRouteServer()
  svix = new Svix(TOKEN, { serverUrl: server.origin })
})
afterAll(() => server.close())

const status = async (call: Promise<unknown>) =>
  call.then(
    () => 'resolved',
    (error: unknown) => (error instanceof ApiException ? error.code : error),
  )

describe('instances over the Svix face', () => {
  it('are created, read by uid, replaced, patched and deleted', async () => {
    const made = await svix.application.create({ name: 'Acme', uid: 'acme', rateLimit: 10, metadata: { plan: 'gold' } })
    expect(made.id).toMatch(/^app_/)
    expect(await svix.application.get('acme')).toMatchObject({ id: made.id, rateLimit: 10, metadata: { plan: 'gold' } })
    expect(await svix.application.update('acme', { name: 'Acme 2' })).toMatchObject({
      id: made.id,
      uid: 'acme',
      name: 'Acme 2',
    })
    const patched = await svix.application.patch(made.id, { rateLimit: null, name: 'Acme 3' })
    expect(patched).toMatchObject({ name: 'Acme 3', uid: 'acme' })
    expect(patched.rateLimit ?? null).toBeNull()
    await svix.application.delete('acme')
    expect(await status(svix.application.get(made.id))).toBe(404)
  })

  it('answer 409 for a uid that is taken, and the existing one to get-or-create', async () => {
    const made = await svix.application.create({ name: 'One', uid: 'taken' })
    expect(await status(svix.application.create({ name: 'Two', uid: 'taken' }))).toBe(409)
    expect((await svix.application.getOrCreate({ name: 'Two', uid: 'taken' })).id).toBe(made.id)
  })

  it('are paged forwards and backwards without loss', async () => {
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) await svix.application.create({ name, uid: name })
    const first = await svix.application.list({ limit: 3 })
    const second = await svix.application.list({ limit: 3, iterator: first.iterator })
    expect(first.data).toHaveLength(3)
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(6)
    const back = await svix.application.list({ limit: 3, iterator: second.prevIterator })
    expect(back.data.map(({ id }) => id)).toEqual(first.data.map(({ id }) => id))
    expect(await status(svix.application.list({ limit: 251 }))).toBe(422)
  })
})

describe('consumers over the Svix face', () => {
  it('keep what was set, in both generations of names', async () => {
    const app = await svix.application.create({ name: 'consumers' })
    const made = await svix.endpoint.create(app.id, {
      url: 'https://example.com/hook',
      uid: 'main',
      filterTypes: ['invoice.paid'],
      channels: ['region:us'],
      rateLimit: 5,
      headers: { 'X-Custom': 'value', Authorization: 'Bearer hidden' },
    })
    expect(made).toMatchObject({ filterTypes: ['invoice.paid'], channels: ['region:us'], rateLimit: 5, uid: 'main' })
    const headers = await svix.endpoint.getHeaders(app.id, 'main')
    expect(headers).toEqual({ headers: { 'X-Custom': 'value' }, sensitive: ['Authorization'] })
    await svix.endpoint.patchHeaders(app.id, 'main', { headers: { 'X-Other': '1' } })
    expect((await svix.endpoint.getHeaders(app.id, 'main')).headers).toEqual({ 'X-Custom': 'value', 'X-Other': '1' })
    const patched = await svix.endpoint.patch(app.id, 'main', { channels: null, filterTypes: null })
    expect([patched.channels ?? null, patched.filterTypes ?? null]).toEqual([null, null])
  })

  it('rotate their secret while the old one stays stored until it expires', async () => {
    const app = await svix.application.create({ name: 'rotation' })
    const { id } = await svix.endpoint.create(app.id, { url: 'https://example.com/' })
    const before = await svix.endpoint.getSecret(app.id, id)
    await svix.endpoint.rotateSecret(app.id, id, {})
    const after = await svix.endpoint.getSecret(app.id, id)
    expect(after.key).toMatch(/^whsec_/)
    expect(after.key).not.toBe(before.key)
    const { rows } = await pool.query('select expires_at from consumer_secret order by created_at')
    expect(rows.at(-2).expires_at).toBeInstanceOf(Date)
  })

  it('rule 16, history: write a revision, a lane and a new configuration version with every change', async () => {
    const app = await svix.application.create({ name: 'consistency', uid: 'consistency' })
    const { id } = await svix.endpoint.create(app.id, { url: 'https://example.com/', rateLimit: 4, uid: 'x' })
    await svix.endpoint.patch(app.id, id, { disabled: true })
    const { rows } = await pool.query(
      `select i.config_version::int as version, l.rate, l.burst, (select count(*)::int from consumer_revision r where r.consumer = c.key) as revisions
       from instance i join consumer c on c.instance_id = i.id join lane l on l.consumer = c.key where i.uid = 'consistency'`,
    )
    expect(rows).toEqual([{ version: 3, rate: 4, burst: expect.closeTo(1.79), revisions: 2 }])
    await svix.endpoint.delete(app.id, id)
    expect(await status(svix.endpoint.get(app.id, 'x'))).toBe(404)
    const left = await pool.query(
      `select (select count(*)::int from lane where consumer = c.key) as lanes, c.headers, c.uid from consumer c
       join instance i on i.id = c.instance_id where i.uid = 'consistency'`,
    )
    expect(left.rows).toEqual([{ lanes: 0, headers: null, uid: null }])
  })
})

describe('event types over the Svix face', () => {
  it('are created, archived on delete, listed on demand and revived', async () => {
    await svix.eventType.create({ name: 'invoice.paid', description: 'Paid', schemas: { 1: { type: 'object' } } })
    expect(await svix.eventType.get('invoice.paid')).toMatchObject({
      description: 'Paid',
      schemas: { 1: { type: 'object' } },
    })
    expect(await status(svix.eventType.create({ name: 'invoice.paid', description: '' }))).toBe(409)
    await svix.eventType.delete('invoice.paid')
    expect((await svix.eventType.list()).data.map(({ name }) => name)).not.toContain('invoice.paid')
    expect((await svix.eventType.list({ includeArchived: true })).data.map(({ name }) => name)).toContain(
      'invoice.paid',
    )
    expect((await svix.eventType.create({ name: 'invoice.paid', description: 'Again' })).archived).toBe(false)
    await svix.eventType.delete('invoice.paid', { expunge: true })
    expect(await status(svix.eventType.get('invoice.paid'))).toBe(404)
  })
})

describe('event types', () => {
  it('take no new message and no new filter once archived, and stay where they are listened to', async () => {
    const app = await svix.application.create({ name: 'archived' })
    await svix.eventType.create({ name: 'retired', description: '' })
    const url = 'https://example.com/'
    const { id } = await svix.endpoint.create(app.id, { url, filterTypes: ['retired'] })
    await svix.eventType.delete('retired')
    expect(await status(svix.message.create(app.id, { eventType: 'retired', payload: {} }))).toBe(422)
    expect(await status(svix.endpoint.create(app.id, { url, filterTypes: ['retired'] }))).toBe(422)
    expect((await svix.endpoint.patch(app.id, id, { filterTypes: ['retired'] })).filterTypes).toEqual(['retired'])
    await svix.eventType.create({ name: 'retired', description: 'back' })
    expect(await status(svix.message.create(app.id, { eventType: 'retired', payload: {} }))).toBe('resolved')
  })

  it('are written to every instance by the root token, and read from the oldest', async () => {
    const apps = [
      await svix.application.create({ name: 'every 1' }),
      await svix.application.create({ name: 'every 2' }),
    ]
    await svix.eventType.create({ name: 'everywhere', description: 'Written once' })
    for (const app of apps) {
      const headers = { authorization: `Bearer ${TOKEN}`, 'x-instance-id': app.id }
      const read = await fetch(`${server.origin}/api/v1/event-type/everywhere`, { headers })
      expect(await read.json()).toMatchObject({ description: 'Written once' })
      await fetch(`${server.origin}/api/v1/event-type/everywhere`, { method: 'DELETE', headers })
    }
    expect((await svix.eventType.get('everywhere')).archived).toBe(false)
  })
})

describe('messages over the Svix face', () => {
  it('are accepted, read back by id and event id, listed with filters and expunged', async () => {
    const app = await svix.application.create({ name: 'messages' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'to' })
    const made = await svix.message.create(app.id, {
      eventType: 'invoice.paid',
      eventId: 'evt-1',
      payload: { amount: 1.5, nested: { a: [1, 2] } },
      channels: ['region:us'],
      tags: ['label-1'],
    })
    expect(made).toMatchObject({
      eventId: 'evt-1',
      channels: ['region:us'],
      tags: ['label-1'],
      payload: { amount: 1.5 },
    })
    expect((await svix.message.get(app.id, 'evt-1')).id).toBe(made.id)
    expect(await status(svix.message.create(app.id, { eventType: 'x', eventId: 'evt-1', payload: {} }))).toBe(409)
    for (const filter of [{ channel: 'region:us' }, { tag: 'label-1' }, { eventTypes: ['invoice.paid'] }])
      expect((await svix.message.list(app.id, filter)).data.map(({ id }) => id)).toEqual([made.id])
    expect((await svix.message.list(app.id, { channel: 'region:uk' })).data).toEqual([])
    expect((await svix.message.list(app.id, { before: new Date(Date.now() - 60_000) })).data).toEqual([])
    const [destination] = (await svix.messageAttempt.listAttemptedDestinations(app.id, made.id)).data
    expect(destination).toMatchObject({ uid: 'to', status: 3 })
    expect((await svix.messageAttempt.listAttemptedMessages(app.id, 'to')).data).toMatchObject([
      { id: made.id, status: 3 },
    ])
    await svix.message.expungeContent(app.id, made.id)
    expect((await svix.message.get(app.id, made.id)).payload).toEqual({ expired: true })
  })

  it('are accepted once for twins with one Idempotency-Key', async () => {
    const app = await svix.application.create({ name: 'twins' })
    const send = () =>
      svix.message.create(app.id, { eventType: 'twin', payload: { a: 1 } }, { idempotencyKey: 'same-key' })
    const ids = (await Promise.all([send(), send(), send()])).map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
    const other = svix.message.create(app.id, { eventType: 'twin', payload: { a: 2 } }, { idempotencyKey: 'same-key' })
    expect(await status(other)).toBe(409)
  })

  it('list attempts with their filters and resend', async () => {
    const app = await svix.application.create({ name: 'attempts' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'e' })
    const { id } = await svix.message.create(app.id, { eventType: 'a.b', payload: {}, channels: ['c:1'] })
    await pool.query(
      `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, ms, timings, url, response_body)
       select hot.uuid7(), q.message_id, q.consumer, m.instance, m.event_type, n, now() + n * interval '1 ms', 0, 1, 500, 12, '{1,2,-1,4}', 'https://example.com/', 'no'
       from queue q join message m on m.id = q.message_id, generate_series(1, 3) n where m.event_type = 'a.b'`,
    )
    const all = await svix.messageAttempt.listByEndpoint(app.id, 'e', { limit: 2 })
    const rest = await svix.messageAttempt.listByEndpoint(app.id, 'e', { limit: 2, iterator: all.iterator ?? '' })
    expect([all.data.length, all.done, rest.data.length, rest.done]).toEqual([2, false, 1, true])
    expect(all.data[0]).toMatchObject({ msgId: id, status: 2, response: 'no', responseStatusCode: 500, triggerType: 0 })
    expect(
      (await svix.messageAttempt.listByMsg(app.id, id, { statusCodeClass: 500, channel: 'c:1' })).data,
    ).toHaveLength(3)
    expect((await svix.messageAttempt.listByMsg(app.id, id, { status: 0 })).data).toEqual([])
    const first = all.data[0]
    if (first === undefined) throw new Error('no attempt')
    expect((await svix.messageAttempt.get(app.id, id, first.id)).id).toBe(first.id)
    await svix.messageAttempt.resend(app.id, id, 'e')
    const { rows } = await pool.query(
      "select trigger, resume_at is not null as resumes from queue where message_id = (select id from message where event_type = 'a.b')",
    )
    expect(rows).toEqual([{ trigger: 1, resumes: true }])
  })

  it('keep their exact text', async () => {
    const app = await svix.application.create({ name: 'raw' })
    const body = '{"eventType":"raw","payload": {"n": 1.0, "big": 12345678901234567890, "é":"\\u00e9"} }'
    const sent = await fetch(`${server.origin}/api/v1/app/${app.id}/msg`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body,
    })
    expect(sent.status).toBe(202)
    const answered = await sent.text()
    expect(answered).toContain('{"n": 1.0, "big": 12345678901234567890, "é":"\\u00e9"}')
    const raw = await fetch(`${server.origin}/api/v1/app/${app.id}/msg/${JSON.parse(answered).id}/raw`, {
      headers: { authorization: `Basic ${btoa(TOKEN)}` },
    })
    expect(await raw.json()).toEqual({ payload: '{"n": 1.0, "big": 12345678901234567890, "é":"\\u00e9"}' })
  })
})
