import { Svix } from 'svix'
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

async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(server.origin + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

describe('"why not?"', () => {
  it('rule 16, history: answers with the configuration of the moment of the message', async () => {
    const app = await svix.application.create({ name: 'why', uid: 'why' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'all' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'typed', filterTypes: ['other'] })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'tagged', channels: ['region:uk'] })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'off', disabled: true })
    const { id } = await svix.message.create(app.id, { eventType: 'a', payload: {}, channels: ['region:us'] })
    await svix.endpoint.patch(app.id, 'typed', { filterTypes: ['a'] })
    await svix.endpoint.patch(app.id, 'all', { filterTypes: ['a'] })
    await pool.query('update consumer_revision set "from" = "from" + interval \'1 s\' where event_types = \'{a}\'')
    const reasons = []
    for (const uid of ['all', 'typed', 'tagged', 'off'])
      reasons.push((await call('GET', `/api/v1/app/why/msg/${id}/endpoint/${uid}/why-not`)).body.reason)
    expect(reasons).toEqual(['queued', 'event_type', 'tags', 'disabled'])
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'late' })
    await pool.query(
      'update consumer_revision set "from" = "from" + interval \'1 s\' where consumer = (select key from consumer where uid = \'late\')',
    )
    expect((await call('GET', `/api/v1/app/why/msg/${id}/why-not`)).body).toEqual({
      consumers: 4,
      reasons: [
        { reason: 'event_type', consumers: 1 },
        { reason: 'tags', consumers: 1 },
        { reason: 'disabled', consumers: 1 },
        { reason: 'created_later', consumers: 1 },
      ],
    })
  })
})

describe('the delivery log', () => {
  it('lists messages with a summary of their deliveries, filtered by status and text', async () => {
    const app = await svix.application.create({ name: 'log' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'e1' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'e2' })
    const { id } = await svix.message.create(app.id, { eventType: 'a', payload: { word: 'needle' } })
    const path = `/api/v1/app/${app.id}/delivery`
    expect((await call('GET', path)).body.data).toMatchObject([{ message: { id }, deliveries: { sending: 2 } }])
    expect((await call('GET', `${path}?text=NEEDLE&statuses=sending,success&consumer=e1`)).body.data).toHaveLength(1)
    expect((await call('GET', `${path}?text=hay`)).body.data).toEqual([])
    expect((await call('GET', `${path}?statuses=failure`)).body.data).toEqual([])
    expect((await call('GET', `${path}?statuses=nonsense`)).status).toBe(422)
    expect(await svix.endpoint.getStats(app.id, 'e1')).toMatchObject({ sending: 1, fail: 0 })
    expect((await call('DELETE', `/api/v1/app/${app.id}/endpoint/e1/queue`)).body).toEqual({ count: 1 })
    expect((await call('GET', path)).body.data).toMatchObject([{ deliveries: { sending: 1 } }])
  })
})

describe('tests and replays', () => {
  it('send an example to one consumer only', async () => {
    const app = await svix.application.create({ name: 'example' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'one', filterTypes: ['other'] })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'two' })
    const sent = await call('POST', `/api/v1/app/${app.id}/endpoint/one/send-example`, {
      eventType: 'x',
      payload: { a: 1 },
    })
    expect(sent).toMatchObject({ status: 202, body: { eventType: 'x', payload: { a: 1 } } })
    const { data } = await svix.messageAttempt.listAttemptedDestinations(app.id, sent.body.id)
    expect(data.map(({ uid }) => uid)).toEqual(['one'])
  })

  it('start a recover as a background task, and refuse a range older than the log', async () => {
    const app = await svix.application.create({ name: 'recover' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', uid: 'e' })
    const since = new Date(Date.now() - 3_600_000)
    expect(await svix.endpoint.recover(app.id, 'e', { since })).toMatchObject({
      status: 'running',
      task: 'endpoint.recover',
    })
    const old = { since: new Date(Date.now() - 20 * 24 * 3_600_000).toISOString() }
    expect((await call('POST', `/api/v1/app/${app.id}/endpoint/e/recover`, old)).status).toBe(422)
  })

  it('say before sending whether anybody would get it', async () => {
    const app = await svix.application.create({ name: 'precheck' })
    await svix.endpoint.create(app.id, { url: 'https://example.com/', filterTypes: ['a'], channels: ['c:1'] })
    const path = `/api/v1/app/${app.id}/msg/precheck/active`
    expect((await call('POST', path, { eventType: 'a', channels: ['c:1'] })).body).toEqual({ active: true })
    expect((await call('POST', path, { eventType: 'a' })).body).toEqual({ active: false })
    expect((await call('POST', path, { eventType: 'b', channels: ['c:1'] })).body).toEqual({ active: false })
  })
})

describe('the catalogue', () => {
  it('takes event types over from the webhooks of an OpenAPI document', async () => {
    const spec = {
      openapi: '3.1.0',
      webhooks: {
        'pet.born': {
          post: {
            description: 'A pet',
            requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
          },
        },
      },
      components: { schemas: { Pet: { type: 'object', properties: { name: { type: 'string' } } } } },
    }
    expect(await svix.eventType.importOpenapi({ spec })).toMatchObject({ data: { modified: ['pet.born'] } })
    const type = await svix.eventType.get('pet.born')
    expect(type.schemas).toEqual({ 1: { type: 'object', properties: { name: { type: 'string' } } } })
  })

  it('keeps a retry schedule of its own for a type', async () => {
    const path = '/api/v1/event-type/pet.born/retry-schedule'
    const retrySchedule = [
      { secs: 0, nanos: 0 },
      { secs: 60, nanos: 0 },
    ]
    expect((await call('PUT', path, { retrySchedule })).body).toEqual({ retrySchedule })
    expect((await call('PUT', path, { retrySchedule: null })).body).toEqual({ retrySchedule: null })
  })
})

describe('webhook consumers over the Codat face', () => {
  it('are the consumers of the Svix face', async () => {
    const app = await svix.application.create({ name: 'codat' })
    const headers = { 'x-instance-id': app.id, authorization: `Basic ${btoa(TOKEN)}` }
    const body = { url: 'https://example.com/', eventTypes: ['invoice.paid'], companyTags: ['region:us'] }
    const made = await call('POST', '/api/codat/webhooks', body, headers)
    expect(made).toMatchObject({ status: 201, body: { ...body, disabled: false } })
    expect((await svix.endpoint.list(app.id)).data).toMatchObject([
      { filterTypes: ['invoice.paid'], channels: ['region:us'] },
    ])
    expect((await call('GET', '/api/codat/webhooks', undefined, headers)).body).toEqual({ results: [made.body] })
    expect((await call('POST', '/api/codat/webhooks', { url: 'x' }, headers)).body).toMatchObject({
      statusCode: 400,
      service: 'Posthorn',
    })
    expect((await call('DELETE', `/api/codat/webhooks/${made.body.id}`, undefined, headers)).status).toBe(204)
    expect((await call('DELETE', `/api/codat/webhooks/${made.body.id}`, undefined, headers)).status).toBe(404)
  })
})
