import { beforeAll, describe, expect, inject, it } from 'vitest'
import { type Clients, createClients, statusOf } from './clients.ts'

let clients: Clients
beforeAll(async () => {
  clients = await createClients(inject('posthorn'))
})

describe('operational endpoints through the svix package', () => {
  it('are created, read by uid, replaced, listed both ways and deleted', async () => {
    const { endpoint } = clients.svix.operationalWebhook
    const made = await endpoint.create({
      url: 'https://example.com/a',
      uid: 'alerts',
      filterTypes: ['endpoint.disabled'],
    })
    expect(await endpoint.get('alerts')).toMatchObject({ id: made.id, filterTypes: ['endpoint.disabled'] })
    expect(await statusOf(endpoint.create({ url: 'https://example.com/', uid: 'alerts' }))).toBe(409)
    expect(await statusOf(endpoint.create({ url: 'https://example.com/', filterTypes: ['invoice.paid'] }))).toBe(422)
    const replaced = await endpoint.update('alerts', { url: 'https://example.com/b', rateLimit: 3 })
    expect([replaced.id, replaced.filterTypes ?? null, replaced.rateLimit]).toEqual([made.id, null, 3])
    const second = await endpoint.create({ url: 'https://example.com/c' })
    const page = await endpoint.list({ limit: 1 })
    const next = await endpoint.list({ limit: 1, iterator: page.iterator })
    expect([page.data[0]?.id, page.done, next.data[0]?.id, next.done]).toEqual([made.id, false, second.id, true])
    await endpoint.delete('alerts')
    expect(await statusOf(endpoint.get(made.id))).toBe(404)
  })

  it('have a secret that rotates and headers of their own, and are no consumers', async () => {
    const { endpoint } = clients.svix.operationalWebhook
    const { id } = await endpoint.create({ url: 'https://example.com/' })
    const before = await endpoint.getSecret(id)
    await endpoint.rotateSecret(id, {})
    expect((await endpoint.getSecret(id)).key).not.toBe(before.key)
    await endpoint.updateHeaders(id, { headers: { 'X-Team': 'payments', Authorization: 'Bearer hidden' } })
    expect(await endpoint.getHeaders(id)).toEqual({ headers: { 'X-Team': 'payments' }, sensitive: ['Authorization'] })
    expect(await statusOf(clients.svix.endpoint.get(clients.app, id))).toBe(404)
    expect((await clients.svix.endpoint.list(clients.app)).data).toEqual([])
  })
})
