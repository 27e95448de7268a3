import { beforeAll, describe, expect, inject, it } from 'vitest'
import { createAuthority } from '#tests/support/certificates.ts'
import { type Clients, createClients, statusOf } from './clients.ts'

let clients: Clients
let path: string
beforeAll(async () => {
  clients = await createClients(inject('posthorn'))
  await clients.svix.endpoint.create(clients.app, { url: 'https://example.com/hook', uid: 'main' })
  path = `/api/v1/app/${clients.app}/endpoint/main`
})

describe('the transformation of a consumer', () => {
  it('is tried without being saved', async () => {
    const code =
      'function handler(webhook) { webhook.payload.seen = webhook.eventType; webhook.method = "PUT"; return webhook }'
    const trial = { code, eventType: 'a.b', channels: ['region:us'], payload: { n: 1 } }
    const { status, body } = await clients.call('POST', `${path}/transformation/simulate`, trial)
    const tried = { url: 'https://example.com/hook', method: 'PUT', cancel: false, payload: '{"n":1,"seen":"a.b"}' }
    expect([status, body]).toEqual([200, tried])
    expect((await clients.svix.endpoint.transformationGet(clients.app, 'main')).code ?? null).toBeNull()
    const broken = { ...trial, code: 'function handler() { throw new Error("no") }' }
    expect((await clients.call('POST', `${path}/transformation/simulate`, broken)).status).toBe(422)
  })

  it('is saved through the older method too', async () => {
    const code = 'function handler(webhook) { return webhook }'
    await clients.svix.endpoint.transformationPartialUpdate(clients.app, 'main', { code, enabled: true })
    expect(await clients.svix.endpoint.transformationGet(clients.app, 'main')).toMatchObject({ code, enabled: true })
    expect(await statusOf(clients.svix.endpoint.patchTransformation(clients.app, 'main', { code: 'x' }))).toBe(422)
  })
})

describe('the certificates of a consumer', () => {
  it('are set, shown without the key, and removed', async () => {
    const authority = await createAuthority('Senders')
    const { cert, key } = await authority.issue({ name: 'us' })
    expect((await clients.call('PUT', `${path}/mtls`, { identity: `${key}\n\n${cert}` })).status).toBe(204)
    const shown = await clients.call('GET', `${path}/mtls`)
    expect(shown.body).toMatchObject({ enabled: true, certificate: { subject: 'CN=us', issuer: 'CN=Senders' } })
    expect(JSON.stringify(shown.body)).not.toContain('PRIVATE KEY')
    expect((await clients.call('GET', `${path}/mtls-config`)).body).toMatchObject({ enabled: true })
    expect((await clients.call('DELETE', `${path}/mtls`)).status).toBe(204)
    expect((await clients.call('GET', `${path}/mtls-config`)).body).toEqual({ enabled: false, config: null })
    expect((await clients.call('PUT', `${path}/mtls`, { identity: 'nonsense' })).status).toBe(422)
  })

  it('of its server may be of an authority of its own', async () => {
    const { cert } = await createAuthority('Receivers')
    expect((await clients.call('PUT', `${path}/ca`, { cert })).status).toBe(204)
    expect((await clients.call('GET', `${path}/ca`)).body).toMatchObject({
      cert: `${cert}\n`,
      certificate: { subject: 'CN=Receivers' },
    })
    expect((await clients.call('PUT', `${path}/ca`, { cert: null })).status).toBe(204)
    expect((await clients.call('GET', `${path}/ca`)).body).toMatchObject({ cert: null })
  })
})

describe('the rate limit of a consumer', () => {
  it('has both names, and says what waits', async () => {
    const { body } = await clients.call('PATCH', path, { throttleRate: 7 })
    expect(body).toMatchObject({ throttleRate: 7, rateLimit: 7 })
    expect((await clients.svix.endpoint.patch(clients.app, 'main', { rateLimit: 9 })).rateLimit).toBe(9)
    expect((await clients.call('GET', `${path}/rate-limit-status`)).body).toMatchObject({
      status: 'Ok',
      rate: 9,
      queued: 0,
    })
  })
})

describe('the fields of a consumer', () => {
  it('keep what a patch leaves out, lose what it clears, and go back to their defaults in a put', async () => {
    const { endpoint } = clients.svix
    const url = 'https://example.com/fields'
    const made = { url, uid: 'fields', description: 'D', channels: ['a'], filterTypes: ['t'], metadata: { k: 'v' } }
    await endpoint.create(clients.app, made)
    expect(await endpoint.patch(clients.app, 'fields', { description: 'E' })).toMatchObject({
      ...made,
      description: 'E',
    })
    const cleared = await clients.call('PATCH', `/api/v1/app/${clients.app}/endpoint/fields`, {
      channels: null,
      eventTypes: null,
    })
    expect(cleared.body).toMatchObject({ channels: null, eventTypes: null, filterTypes: null, description: 'E' })
    const put = await clients.call('PUT', `/api/v1/app/${clients.app}/endpoint/fields`, { url })
    expect([put.status, put.body]).toMatchObject([200, { uid: 'fields', description: '', metadata: {} }])
    const upserted = await clients.call('PUT', `/api/v1/app/${clients.app}/endpoint/upserted`, { url, unknown: 1 })
    expect([upserted.status, upserted.body]).toMatchObject([201, { uid: 'upserted' }])
  })

  it('never let a uid look like an id', async () => {
    const { id } = await clients.svix.endpoint.get(clients.app, 'main')
    expect(await statusOf(clients.svix.endpoint.create(clients.app, { url: 'https://example.com/', uid: id }))).toBe(
      422,
    )
    expect(await statusOf(clients.svix.endpoint.patch(clients.app, 'fields', { uid: 'main' }))).toBe(409)
  })
})

describe('the secret of a consumer', () => {
  it('may be given, stays unique in its rotation, and is replaced at most ten times while the old ones sign', async () => {
    const { endpoint } = clients.svix
    await endpoint.create(clients.app, { url: 'https://example.com/', uid: 'rotated' })
    const key = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    await endpoint.rotateSecret(clients.app, 'rotated', { key })
    expect((await endpoint.getSecret(clients.app, 'rotated')).key).toBe(key)
    for (let n = 1; n < 10; n++) await endpoint.rotateSecret(clients.app, 'rotated', {})
    expect(await statusOf(endpoint.rotateSecret(clients.app, 'rotated', {}))).toBe(400)
    expect(await statusOf(endpoint.rotateSecret(clients.app, 'main', { key: 'whsec_short' }))).toBe(422)
  })
})
