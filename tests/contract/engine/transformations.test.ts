import { Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createAuthority } from '#tests/support/certificates.ts'
import { type ReceivedRequest, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

let receiver: Receiver
let elsewhere: Receiver
let space: Workspace
beforeAll(async () => {
  receiver = await startReceiver()
  elsewhere = await startReceiver()
  space = await createWorkspace(inject('posthorn'), { retrySchedule: [0, 0] })
})
afterAll(() => Promise.all([receiver.close(), elsewhere.close()]))

const CANCELLED = 4
const FAIL = 2
let consumers = 0

/** A consumer of its own event type with this code switched on. */
async function transform(code: string, options: { headers?: Record<string, string>; url?: string } = {}) {
  const type = `transformed.n${consumers++}`
  const { url = `${receiver.url}/${type}`, ...rest } = options
  const { id } = await space.svix.endpoint.create(space.app, { url, filterTypes: [type], ...rest })
  await space.call('PATCH', `/api/v1/app/${space.app}/endpoint/${id}/transformation`, { code, enabled: true })
  const { key } = await space.svix.endpoint.getSecret(space.app, id)
  return { id, type, key, send: (payload = {}, more = {}) => space.send(type, payload, more) }
}

async function arrived(message: string, at: Receiver = receiver): Promise<ReceivedRequest> {
  const [request] = await at.waitFor(1, { matching: ({ headers }) => headers['webhook-id'] === message })
  if (request === undefined) throw new Error('nothing arrived')
  return request
}

function verified(key: string, { headers, body }: ReceivedRequest): unknown {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  return new Webhook(key).verify(body, Object.fromEntries(names.map((name) => [name, String(headers[name])])))
}

async function firstAttempt(message: string, consumer: string) {
  await space.attempts(message, consumer, ({ length }) => length > 0)
  const [detail] = await space.details(message)
  return detail
}

describe('a transformation that runs', () => {
  it('changes what is sent, and the signature covers the changed body', async () => {
    const { key, send } = await transform(`function handler(webhook) {
      webhook.payload = { text: webhook.eventType + ' of ' + webhook.payload.amount, tags: webhook.companyTags }
      webhook.headers['X-Made-By'] = 'code'
      webhook.method = 'PUT'
      return webhook
    }`)
    const request = await arrived(await send({ amount: 7 }, { channels: ['region:us'] }))
    expect(request).toMatchObject({ method: 'PUT', headers: { 'x-made-by': 'code' } })
    expect(verified(key, request)).toEqual({
      text: expect.stringMatching(/^transformed\.n\d+ of 7$/),
      tags: ['region:us'],
    })
  })

  it('sends the original bytes when it changes nothing', async () => {
    const { type } = await transform('function handler(webhook) { return webhook }')
    const payload = '{ "z":1.0, "a":12345678901234567890,"u":"\\u00e9" }'
    await fetch(`${inject('posthorn').origin}/api/v1/app/${space.app}/msg`, {
      method: 'POST',
      headers: space.headers,
      body: `{"eventType":"${type}","payload":${payload}}`,
    })
    const [request] = await receiver.waitFor(1, { matching: ({ path }) => path === `/${type}` })
    expect(request?.body.toString()).toBe(payload)
  })

  it('is saved and switched on separately', async () => {
    const { id, send } = await transform('function handler(webhook) { webhook.payload = { n: 1 }; return webhook }')
    const path = `/api/v1/app/${space.app}/endpoint/${id}/transformation`
    await space.call('PATCH', path, { enabled: false })
    expect((await arrived(await send({ n: 0 }))).body.toString()).toBe('{"n":0}')
    await space.call('PATCH', path, {
      code: 'function handler(webhook) { webhook.payload = { n: 2 }; return webhook }',
    })
    expect((await arrived(await send({ n: 0 }))).body.toString()).toBe('{"n":0}')
    await space.call('PATCH', path, { enabled: true })
    expect((await arrived(await send({ n: 0 }))).body.toString()).toBe('{"n":2}')
    await space.call('POST', `${path}/roll-back`, { version: 1 })
    expect((await arrived(await send({ n: 0 }))).body.toString()).toBe('{"n":1}')
  })

  it('cancels by the tags of the company, which counts as a success with a mark', async () => {
    const { id, send, type } = await transform(`function handler(webhook) {
      const { tags } = webhook.payload.payload.referenceCompany
      if (tags.region === 'us' && tags.compliant !== 'yes') webhook.cancel = true
      return webhook
    }`)
    const about = (tags: object) => ({ id: 'e', eventType: type, payload: { referenceCompany: { id: 'c', tags } } })
    const cancelled = await send(about({ region: 'us', compliant: 'no' }))
    await space.untilStatus(cancelled, id, CANCELLED)
    await arrived(await send(about({ region: 'us', compliant: 'yes' })))
    await arrived(await send(about({ region: 'uk' })))
    expect(receiver.requests.filter(({ path }) => path === `/${type}`)).toHaveLength(2)
    expect(await firstAttempt(cancelled, id)).toMatchObject({ outcome: 'cancelled', errorKind: null })
    const { data } = await space.svix.messageAttempt.listByMsg(space.app, cancelled, {
      status: 0,
      expandedStatuses: false,
    })
    expect(data).toHaveLength(1)
  })
})

describe('a transformation that fails', () => {
  it('is an attempt that failed, with message, line and column, and is made again', async () => {
    const { id, send } = await transform('function handler(webhook) {\n  return webhook.payload.missing.field\n}')
    const message = await send()
    await space.attempts(message, id, ({ length }) => length === 2)
    const [first, second] = await space.details(message)
    expect(first).toMatchObject({ errorKind: 'transformation_error', outcome: 'failed' })
    expect(first?.errorDetail).toMatch(/TypeError.*\(line 2, column \d+\)/)
    expect(second).toMatchObject({ errorKind: 'transformation_error', outcome: 'exhausted' })
    await space.untilStatus(message, id, FAIL)
  })

  it('by never ending delays nobody else', async () => {
    const endless = await transform('function handler() { for (;;) {} }')
    const other = await transform('function handler(webhook) { webhook.payload.seen = true; return webhook }')
    const { id: plain } = await space.svix.endpoint.create(space.app, {
      url: `${receiver.url}/plain`,
      filterTypes: [other.type],
    })
    const waits: number[] = []
    for (let n = 0; n < 50; n++) {
      if (n % 5 === 0) await endless.send()
      const began = performance.now()
      const message = await other.send({ n })
      const [first] = await receiver.waitFor(2, { matching: ({ headers }) => headers['webhook-id'] === message })
      waits.push(performance.now() - began)
      expect(first).toBeDefined()
    }
    expect(waits.sort((a, b) => a - b)[48]).toBeLessThan(1_000)
    await space.svix.endpoint.delete(space.app, endless.id)
    await space.svix.endpoint.delete(space.app, plain)
  })
})

describe('a transformation that changes the address', () => {
  const to = (url: string) => `function handler(webhook) { webhook.url = ${JSON.stringify(url)}; return webhook }`
  const headers = { Authorization: 'Bearer of-the-consumer', 'X-Plain': 'stays' }

  it('keeps the sensitive headers on its own origin and loses them elsewhere', async () => {
    const here = await transform(to(`${receiver.url}/other-path`), { headers })
    const own = await arrived(await here.send())
    expect(own).toMatchObject({ path: '/other-path', headers: { authorization: headers.Authorization } })
    const away = await transform(to(`${elsewhere.url}/away`), { headers })
    const foreign = await arrived(await away.send(), elsewhere)
    expect(foreign.headers).toMatchObject({ 'x-plain': 'stays' })
    expect(foreign.headers.authorization).toBeUndefined()
    expect(verified(away.key, foreign)).toEqual({})
  })

  it('takes neither client certificate nor private authority to another origin', async () => {
    const authority = await createAuthority('Receivers')
    const tls = await authority.issue({ name: 'receiver', names: [{ type: 'dns', value: 'localhost' }] })
    const first = await startReceiver({ tls: { ...tls, clientCa: authority.cert } })
    const second = await startReceiver({ tls: { ...tls, clientCa: authority.cert } })
    const { id, send } = await transform(
      `function handler(webhook) { if (webhook.payload.away) webhook.url = '${second.url}/'; return webhook }`,
      { url: first.url },
    )
    const { key, cert } = await authority.issue({ name: 'posthorn' })
    const base = `/api/v1/app/${space.app}/endpoint/${id}`
    await space.call('PUT', `${base}/mtls`, { identity: `${key}\n${cert}` })
    await space.call('PUT', `${base}/ca`, { cert: authority.cert })
    expect(await arrived(await send(), first)).toMatchObject({ clientSubject: 'posthorn' })
    expect((await firstAttempt(await send({ away: true }), id))?.errorKind).toBe('tls_untrusted')
    expect(second.requests).toEqual([])
    await Promise.all([first.close(), second.close()])
  })

  it.each(['http://169.254.169.254/latest/meta-data', 'http://10.1.2.3/', 'http://[::ffff:192.168.0.1]/'])(
    'is not sent to %s',
    async (url) => {
      const { id, send } = await transform(to(url))
      expect(await firstAttempt(await send(), id)).toMatchObject({ errorKind: 'blocked_address' })
    },
  )
})

describe('an attempt of a consumer with a transformation', () => {
  it('runs its code with no way out of the sandbox', async () => {
    const { key, send } = await transform(`function handler(webhook) {
      const outside = (text) => { try { return console.log.constructor(text)() } catch (error) { return String(error) } }
      webhook.payload = {
        types: ['process', 'require', 'fetch', 'setTimeout', 'WebAssembly'].map((name) => typeof globalThis[name]),
        made: [outside('return typeof process'), outside('return typeof require')],
      }
      return webhook
    }`)
    const payload = verified(key, await arrived(await send()))
    expect(payload).toEqual({ types: Array(5).fill('undefined'), made: ['undefined', 'undefined'] })
  })

  it.each([
    [
      'memory of typed arrays',
      'const all = []; for (;;) all.push(new Uint8Array(1_000_000).fill(1))',
      /32 MiB|stopped/,
    ],
    ['time', 'for (;;) {}', /250 ms/],
    ['stack', 'const f = () => f() + 1; f()', /too deeply/],
    [
      'a built-in that cannot be interrupted',
      'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)',
      /stopped after/,
    ],
  ])('is stopped at the limit of %s and the next message is sent', async (_what, body, detail) => {
    const { id, send } = await transform(
      `function handler(webhook) { if (webhook.payload.bad) { ${body} } return webhook }`,
    )
    const attempt = await firstAttempt(await send({ bad: true }), id)
    expect(attempt).toMatchObject({ errorKind: 'transformation_error', errorDetail: expect.stringMatching(detail) })
    await arrived(await send({ bad: false }))
  })
})
