import http from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase } from '#tests/support/database.ts'
import { mostWithin } from '#tests/support/most-within.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { type RunningWorker, startWorker, WORKER_TOKEN } from '#tests/support/running-worker.ts'
import { type InsertedInstance, insertConsumer, insertInstance, insertSource } from './fixtures.ts'

const { url, pool } = await createDatabase()
let receiver: Receiver
let web: http.Server
let workers: RunningWorker[]
let instance: InsertedInstance

function listen(server: http.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

beforeAll(async () => {
  receiver = await startReceiver()
  web = http.createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'x-web': '1' })
    if (request.url === '/stream') {
      response.write('first\n')
      request.on('close', () => response.end())
      return
    }
    request.pipe(response, { end: false })
    request.on('end', () => response.end(JSON.stringify(request.headers)))
  })
  const origin = `http://127.0.0.1:${await listen(web)}`
  instance = await insertInstance(pool)
  await pool.query(`update instance set uid = 'acme' where key = $1`, [instance.key])
  workers = await Promise.all([startWorker(url, { POSTHORN_WEB_ORIGIN: origin }), startWorker(url)])
})
afterAll(async () => {
  expect(await Promise.all(workers.map((worker) => worker.stop()))).toEqual([0, 0])
  web.closeAllConnections()
  await receiver.close()
})

const door = (index = 0) => workers[index]?.origin ?? ''

function create(body: string, headers: Record<string, string> = {}, index = 0) {
  return fetch(`${door(index)}/api/v1/app/acme/msg`, {
    method: 'POST',
    headers: { authorization: `Bearer ${WORKER_TOKEN}`, 'content-type': 'application/json', ...headers },
    body,
  })
}

describe('the front door', () => {
  test('delivers to a consumer that was added a moment before, byte for byte', async () => {
    await insertConsumer(pool, instance, { url: `${receiver.url}/fresh`, eventTypes: ['invoice.paid'] })
    const answer = await create('{"eventType":"invoice.paid","payload":{"b": 1.50,  "a":"\\u00e9"}}')
    expect(answer.status).toBe(202)
    const created: unknown = await answer.json()
    const [request] = await receiver.waitFor(1, { matching: ({ path }) => path === '/fresh' })
    expect(request?.body.toString()).toBe('{"b": 1.50,  "a":"\\u00e9"}')
    expect(created).toMatchObject({
      id: request?.headers['webhook-id'],
      eventType: 'invoice.paid',
      payload: { b: 1.5 },
    })
  })

  test('answers a repeated Idempotency-Key with the first message, on any worker', async () => {
    const body = '{"eventType":"invoice.voided","payload":{"n":1}}'
    const key = { 'idempotency-key': 'auto_twice' }
    const answers = await Promise.all([
      create(body, key),
      create(body, key, 1),
      create(body, key),
      create(body, key, 1),
    ])
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202])
    expect(new Set(texts).size).toBe(1)
    const { rows } = await pool.query(`select count(*)::int as n from message where event_type = 'invoice.voided'`)
    expect(rows).toEqual([{ n: 1 }])
  })

  test('refuses an Idempotency-Key that came with another body before', async () => {
    const key = { 'idempotency-key': 'reused' }
    expect((await create('{"eventType":"a.b","payload":{"n":1}}', key)).status).toBe(202)
    expect((await create('{"eventType":"a.b","payload":{"n":2}}', key)).status).toBe(409)
  })

  test('refuses an Idempotency-Key that came with other channels before', async () => {
    const createFor = (channels: string[]) =>
      create(JSON.stringify({ eventType: 'a.b', channels, payload: { n: 1 } }), { 'idempotency-key': 'channels' })
    const answers = [await createFor(['a', 'b']), await createFor(['a', 'b']), await createFor(['b'])]
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 409])
  })

  test('takes a key again after twelve hours', async () => {
    const key = { 'idempotency-key': 'old' }
    const body = '{"eventType":"a.old","payload":{}}'
    await create(body, key)
    await pool.query(
      `update dedupe set message_id = hot.uuid_floor(now() - interval '13 hours')
        where message_id = (select id from message where event_type = 'a.old')`,
    )
    expect((await create(body, key)).status).toBe(202)
    const { rows } = await pool.query(`select count(*)::int as n from message where event_type = 'a.old'`)
    expect(rows).toEqual([{ n: 2 }])
  })

  test('answers a repeated event id with a conflict, and its repeated request with the first message', async () => {
    const body = '{"eventType":"a.b","eventId":"evt-1","payload":{}}'
    const first = await create(body, { 'idempotency-key': 'k1' })
    const again = await create(body, { 'idempotency-key': 'k1' })
    expect([
      first.status,
      again.status,
      (await create(body)).status,
      (await create(body, { 'idempotency-key': 'k2' })).status,
    ]).toEqual([202, 202, 409, 409])
    expect(await again.text()).toBe(await first.text())
  })

  test('refuses what it must, each with its own status', async () => {
    const statuses = [
      await create('{"eventType":"a.b","payload":{}}', { authorization: 'Bearer sk_wrong' }),
      await create('{not json'),
      await create('{"payload":{}}'),
      await create(`{"eventType":"a.b","payload":"${'x'.repeat(1_048_576)}"}`),
      await fetch(`${door()}/api/v1/app/nobody/msg`, {
        method: 'POST',
        headers: { authorization: `Bearer ${WORKER_TOKEN}` },
        body: '{"eventType":"a.b","payload":{}}',
      }),
      await fetch(`${door()}/in/aaaaaaaaaaaaaaaaaaaaaaaa`, { method: 'POST', body: '{}' }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([401, 400, 422, 413, 404, 404])
  })

  test('takes a message whose count of rounds is none, and those that came with it', async () => {
    const body = '{"eventType":"a.b","payload":{}}'
    const hops = ['', '', '1.5', '-Infinity', '']
    const answers = await Promise.all(hops.map((hop) => create(body, { 'posthorn-hop': hop })))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])
  })

  test('receives a webhook over a source that was added a moment before', async () => {
    const token = await insertSource(pool, instance)
    const answer = await fetch(`${door()}/in/${token}`, { method: 'POST', body: '{"type":"order.paid"}' })
    expect([answer.status, await answer.json()]).toEqual([202, { id: expect.stringMatching(/^msg_/) }])
    const { rows } = await pool.query(`select body from message where event_type = 'order.paid'`)
    expect(rows).toEqual([{ body: '{"type":"order.paid"}' }])
  })

  test('passes everything else to web with who asked, and never believes a stranger about that', async () => {
    const answer = await fetch(`${door()}/anything?x=1`, {
      headers: { 'x-forwarded-for': '9.9.9.9', 'x-request-id': 'request-12345' },
    })
    expect(answer.headers.get('x-web')).toBe('1')
    expect(await answer.json()).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(door()).host,
      'x-request-id': 'request-12345',
    })
  })

  test('streams from web as it comes', async () => {
    const answer = await fetch(`${door()}/stream`)
    const reader = answer.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    expect(Buffer.from(value ?? []).toString()).toBe('first\n')
    await reader?.cancel()
  })

  test('says so while no web is beside it', async () => {
    const answer = await fetch(`${door(1)}/anything`)
    expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })])
  })

  test('shows its figures to the root token only', async () => {
    const get = (authorization: string) => fetch(`${door()}/api/worker/metrics`, { headers: { authorization } })
    expect((await get('Bearer wrong')).status).toBe(401)
    expect(await (await get(`Bearer ${WORKER_TOKEN}`)).text()).toContain('posthorn_attempts_in_flight')
  })

  test('rule 10, rate limit: two workers share a limited consumer, and deliver each message once', async () => {
    const consumers = await Promise.all(
      [3, 20, 200].map((rate) => insertConsumer(pool, instance, { url: receiver.url, rate, eventTypes: ['share.me'] })),
    )
    const answers = await Promise.all(
      Array.from({ length: 220 }, (_, n) => create(`{"eventType":"share.me","payload":{"n":${n}}}`, {}, n % 2)),
    )
    expect(answers.every(({ status }) => status === 202)).toBe(true)
    const started = async (consumer: number | undefined) =>
      (await pool.query<{ at: Date; message_id: string }>('select * from attempt where consumer = $1', [consumer])).rows
    await expect.poll(async () => (await started(consumers[1])).length, { timeout: 20_000 }).toBe(220)
    const [slow, middle, fast] = await Promise.all(consumers.map(started))
    expect(new Set(middle?.map((row) => row.message_id)).size).toBe(220)
    expect(fast).toHaveLength(220)
    expect(mostWithin(slow ?? [], 10_000)).toBeLessThanOrEqual(31)
    expect(mostWithin(middle ?? [], 10_000)).toBeLessThanOrEqual(210)
    expect(mostWithin(fast ?? [], 1_000)).toBeLessThanOrEqual(300)
    await pool.query('delete from queue where consumer = any($1)', [consumers])
  })
})
