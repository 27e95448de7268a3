import { ApiException, Ordering } from 'svix'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { type Clients, createClients, statusOf } from './clients.ts'

let clients: Clients
beforeAll(async () => {
  clients = await createClients(inject('posthorn'))
})
const url = 'https://example.com/hook'

describe('instances through the svix package', () => {
  it('are created, read by uid, replaced, patched, listed both ways and deleted', async () => {
    const { application } = clients.root
    const uid = `uid-${clients.app}`
    const made = await application.create({ name: 'One', uid, rateLimit: 10, metadata: { plan: 'gold' } })
    expect(await application.get(uid)).toMatchObject({ id: made.id, rateLimit: 10, metadata: { plan: 'gold' } })
    expect((await application.getOrCreate({ name: 'Other', uid })).id).toBe(made.id)
    expect(await statusOf(application.create({ name: 'Other', uid }))).toBe(409)
    expect(await application.update(uid, { name: 'Two', uid })).toMatchObject({ id: made.id, name: 'Two' })
    expect((await application.patch(uid, { name: 'Three' })).uid).toBe(uid)
    const first = await application.list({ limit: 1 })
    const second = await application.list({ limit: 1, iterator: first.iterator })
    const back = await application.list({ limit: 1, iterator: second.prevIterator })
    expect([first.done, back.data[0]?.id]).toEqual([false, first.data[0]?.id])
    expect(await statusOf(application.list({ limit: 251 }))).toBe(422)
    await application.delete(uid)
    expect(await statusOf(application.get(made.id))).toBe(404)
  })

  it('are out of sight for the token of another one, with an error body and a request id', async () => {
    const other = await clients.root.application.create({ name: 'Other' })
    const failure = await clients.svix.application.get(other.id).catch((error: unknown) => error)
    if (!(failure instanceof ApiException)) throw failure
    expect(failure.code).toBe(404)
    expect(failure.body).toMatchObject({ code: 'not_found', detail: expect.any(String) })
    expect(failure.headers['x-request-id']).toBeTruthy()
  })
})

describe('consumers through the svix package', () => {
  it('are created, read by uid, replaced, patched, listed and deleted', async () => {
    const { endpoint } = clients.svix
    const made = await endpoint.create(clients.app, { url, uid: 'main', channels: ['region:us'], rateLimit: 5 })
    expect(await endpoint.get(clients.app, 'main')).toMatchObject({
      id: made.id,
      channels: ['region:us'],
      rateLimit: 5,
    })
    expect(await statusOf(endpoint.create(clients.app, { url, uid: 'main' }))).toBe(409)
    const replaced = await endpoint.update(clients.app, 'main', { url, uid: 'main', filterTypes: ['a.b'] })
    expect([replaced.id, replaced.filterTypes, replaced.channels ?? null]).toEqual([made.id, ['a.b'], null])
    expect((await endpoint.patch(clients.app, 'main', { disabled: true })).disabled).toBe(true)
    const { data } = await endpoint.list(clients.app, { order: Ordering.Ascending })
    expect(data.map(({ id }) => id)).toEqual([made.id])
    await endpoint.delete(clients.app, 'main')
    expect(await statusOf(endpoint.get(clients.app, made.id))).toBe(404)
  })

  it('have custom headers, a secret that rotates, and a transformation', async () => {
    const { endpoint } = clients.svix
    const { id } = await endpoint.create(clients.app, { url, headers: { 'X-First': '1' } })
    await endpoint.patchHeaders(clients.app, id, { headers: { 'X-Second': '2' } })
    expect((await endpoint.getHeaders(clients.app, id)).headers).toEqual({ 'X-First': '1', 'X-Second': '2' })
    await endpoint.updateHeaders(clients.app, id, { headers: { Authorization: 'Bearer hidden' } })
    expect(await endpoint.getHeaders(clients.app, id)).toEqual({ headers: {}, sensitive: ['Authorization'] })
    const before = await endpoint.getSecret(clients.app, id)
    await endpoint.rotateSecret(clients.app, id, {})
    expect((await endpoint.getSecret(clients.app, id)).key).not.toBe(before.key)
    const code = 'function handler(webhook) { return webhook }'
    await endpoint.patchTransformation(clients.app, id, { code, enabled: true })
    expect(await endpoint.transformationGet(clients.app, id)).toMatchObject({ code, enabled: true })
  })

  it('refuse wrong fields with the place of each', async () => {
    const failure = await clients.svix.endpoint
      .create(clients.app, { url: 'nonsense' })
      .catch((error: unknown) => error)
    if (!(failure instanceof ApiException)) throw failure
    expect(failure.code).toBe(422)
    expect(failure.body).toMatchObject({ detail: [{ loc: ['body', 'url'], msg: expect.any(String) }] })
  })
})

describe('event types through the svix package', () => {
  it('are created, replaced, patched, archived, listed on demand and removed', async () => {
    const { eventType } = clients.svix
    const schemas = { 1: { type: 'object' } }
    await eventType.create({ name: 'invoice.paid', description: 'Paid', schemas })
    expect(await eventType.get('invoice.paid')).toMatchObject({ description: 'Paid', schemas })
    expect(await statusOf(eventType.create({ name: 'invoice.paid', description: '' }))).toBe(409)
    expect((await eventType.update('invoice.paid', { description: 'Replaced' })).schemas ?? null).toBeNull()
    expect((await eventType.patch('invoice.paid', { deprecated: true })).description).toBe('Replaced')
    await eventType.delete('invoice.paid')
    const names = async (includeArchived: boolean) =>
      (await eventType.list({ includeArchived, withContent: true })).data.map(({ name }) => name)
    expect([await names(false), await names(true)]).toEqual([[], ['invoice.paid']])
    await eventType.delete('invoice.paid', { expunge: true })
    expect(await statusOf(eventType.get('invoice.paid'))).toBe(404)
  })
})
