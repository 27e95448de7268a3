import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { type ReceivedRequest, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

let receiver: Receiver
let space: Workspace
let consumer: string
let secret: string
beforeAll(async () => {
  receiver = await startReceiver()
  space = await createWorkspace(inject('posthorn'), { svixHeaders: true })
  await space.svix.eventType.create({ name: 'invoice.paid', description: 'An invoice was paid' })
  const endpoint = await space.svix.endpoint.create(space.app, {
    url: `${receiver.url}/hook`,
    filterTypes: ['invoice.paid'],
  })
  consumer = endpoint.id
  secret = (await space.svix.endpoint.getSecret(space.app, consumer)).key
})
afterAll(() => receiver.close())

const text = (request: ReceivedRequest) => request.body.toString('utf8')
const header = (request: ReceivedRequest, name: string) => String(request.headers[name])
const headersOf = (request: ReceivedRequest, prefix: string) =>
  Object.fromEntries(
    ['id', 'timestamp', 'signature'].map((name) => [`${prefix}-${name}`, header(request, `${prefix}-${name}`)]),
  )

describe('a first delivery', () => {
  it('arrives signed, byte for byte, and its attempt shows in the API within a second', async () => {
    const sentAt = performance.now()
    const message = await space.send('invoice.paid', { amount: 12.5, customer: 'Zoë' })
    const [request] = await receiver.waitFor(1, { matching: ({ headers }) => headers['webhook-id'] === message })
    if (request === undefined) throw new Error('nothing arrived')
    expect(new StandardWebhook(secret).verify(text(request), headersOf(request, 'webhook'))).toEqual({
      amount: 12.5,
      customer: 'Zoë',
    })
    expect(new Webhook(secret).verify(text(request), headersOf(request, 'svix'))).toEqual(JSON.parse(text(request)))
    expect(request).toMatchObject({ method: 'POST', path: '/hook' })
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Posthorn\/\d/),
    })
    const [attempt] = await space.attempts(message, consumer, ({ length }) => length === 1)
    expect(performance.now() - sentAt).toBeLessThan(1_000)
    expect(attempt).toMatchObject({ status: 0, responseStatusCode: 200, triggerType: 0, endpointId: consumer })
  })

  it('carries the payload exactly as it was on the wire, numbers and key order untouched', async () => {
    const payload = '{ "z":1.0, "a":12345678901234567890, "e":1e2,"u":"\\u00e9" }'
    await fetch(`${inject('posthorn').origin}/api/v1/app/${space.app}/msg`, {
      method: 'POST',
      headers: space.headers,
      body: `{"eventType":"invoice.paid","payload":${payload}}`,
    })
    const [request] = await receiver.waitFor(1, { matching: ({ body }) => body.includes('12345678901234567890') })
    expect(request?.body.toString()).toBe(payload)
  })

  it('is made of a signed webhook that a source receives; a forged one is refused', async () => {
    const config = { secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }
    const made = await space.call('POST', '/ingest/api/v1/source', { name: 'provider', type: 'svix', config })
    const { ingestUrl } = z.object({ ingestUrl: z.string() }).parse(made)
    const body = '{"eventType":"invoice.paid","id":"from-provider","amount":1.50}'
    const signedAt = new Date()
    const signature = new Webhook(config.secret).sign('evt_1', signedAt, body)
    const seconds = String(Math.floor(signedAt.getTime() / 1000))
    const post = (given: string) =>
      fetch(ingestUrl, {
        method: 'POST',
        headers: { 'webhook-id': 'evt_1', 'webhook-timestamp': seconds, 'webhook-signature': given },
        body,
      })
    expect((await post(`v1,${Buffer.alloc(32).toString('base64')}`)).status).toBe(401)
    expect((await post(signature)).status).toBe(202)
    const [request] = await receiver.waitFor(1, { matching: ({ body }) => body.includes('from-provider') })
    if (request === undefined) throw new Error('nothing arrived')
    expect(text(request)).toBe(body)
    expect(new Webhook(secret).verify(text(request), headersOf(request, 'webhook'))).toMatchObject({ amount: 1.5 })
  })
})
