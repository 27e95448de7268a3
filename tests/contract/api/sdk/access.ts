import { beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { type Clients, createClients, statusOf, svixOf } from './clients.ts'

const { origin, apiToken } = inject('posthorn')
const accessSchema = z.object({ token: z.string(), capabilities: z.array(z.string()) })

let clients: Clients
beforeAll(async () => {
  clients = await createClients({ origin, apiToken })
})

const open = (more: object) => clients.svix.authentication.appPortalAccess(clients.app, more)
const lists = (token: string) => statusOf(svixOf(origin, token).endpoint.list(clients.app))

describe('portal access through the svix package', () => {
  it('does what its capabilities say, in its own instance only', async () => {
    const { token } = await open({ capabilities: ['ViewBase'] })
    const customer = svixOf(origin, token)
    const other = await clients.root.application.create({ name: 'Other' })
    expect((await customer.endpoint.list(clients.app)).data).toEqual([])
    expect(await statusOf(customer.endpoint.create(clients.app, { url: 'https://example.com/' }))).toBe(403)
    expect(await statusOf(customer.endpoint.list(other.id))).toBe(404)
    expect(await statusOf(customer.authentication.appPortalAccess(clients.app))).toBe(403)
  })

  it('reads only when it is asked to, whatever else is asked', async () => {
    const { token } = await open({ readOnly: true, capabilities: ['ManageEndpoint'] })
    const making = svixOf(origin, token).endpoint.create(clients.app, { url: 'https://example.com/' })
    expect(await statusOf(making)).toBe(403)
  })

  it('comes with an address whose one-time token is traded once', async () => {
    const { url } = await open({ capabilities: ['ViewBase', 'ManageEndpoint'] })
    const oneTimeToken = new URL(url).hash.replace('#key=', '')
    const trade = () => clients.call('POST', '/api/v1/auth/one-time-token', { oneTimeToken })
    const { status, body } = await trade()
    const { token, capabilities } = accessSchema.parse(body)
    expect([status, capabilities.sort()]).toEqual([200, ['ManageEndpoint', 'ViewBase']])
    expect(await lists(token)).toBe('resolved')
    expect((await trade()).status).toBe(401)
    expect(await lists(oneTimeToken)).toBe(401)
  })

  it('ends by logging out, which only portal access can', async () => {
    const { token } = await open({})
    await svixOf(origin, token).authentication.logout()
    expect(await lists(token)).toBe(401)
    expect(await statusOf(clients.svix.authentication.logout())).toBe(403)
  })

  it('ends for one session, or for all of the instance', async () => {
    const [mara, ben] = [await open({ sessionId: 'mara' }), await open({ sessionId: 'ben' })]
    await clients.svix.authentication.expireAll(clients.app, { sessionIds: ['mara'] })
    expect([await lists(mara.token), await lists(ben.token)]).toEqual([401, 'resolved'])
    await clients.svix.authentication.expireAll(clients.app, {})
    expect([await lists(ben.token), await lists(clients.token)]).toEqual([401, 'resolved'])
  })

  it('makes the instance that the request brings along', async () => {
    const uid = `portal-${clients.app}`
    await clients.root.authentication.appPortalAccess(uid, { application: { name: 'Brought', uid } })
    expect((await clients.root.application.get(uid)).name).toBe('Brought')
  })
})

describe('whoami', () => {
  it('says who a token is and what it may do', async () => {
    const { body } = await clients.call('GET', '/api/v1/auth/whoami')
    expect(body).toMatchObject({ kind: 'token', role: 'admin', appId: clients.app })
  })
})

describe('health through the svix package', () => {
  it('is well', async () => {
    expect(await statusOf(clients.svix.health.get())).toBe('resolved')
  })
})
