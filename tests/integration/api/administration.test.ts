import { CodatPlatform } from '@codat/platform'
import { Svix } from 'svix'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createToken } from '#lib/domain/tokens/create-token.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { startRouteServer } from '#tests/support/route-server.ts'

vi.mock('next/server', () => ({ after: (run: () => Promise<void>) => void run() }))

const TOKEN = 'root-token-of-the-tests-with-more-than-32-characters'
process.env.POSTHORN_API_TOKEN = TOKEN
await createDatabase()

let server: Awaited<ReturnType<typeof startRouteServer>>
let svix: Svix
let app: string
let endpoint: string
let ownToken: string
beforeAll(async () => {
  server = await startRouteServer()
  svix = new Svix(TOKEN, { serverUrl: server.origin })
  app = (await svix.application.create({ name: 'Acme', uid: 'acme' })).id
  endpoint = (await svix.endpoint.create(app, { url: 'http://127.0.0.1:9/hook' })).id
  ownToken = (await createToken(rootContext(), app, { name: 'codat' })).token ?? ''
})
afterAll(() => server.close())

describe('the svix SDK', () => {
  it('lets a customer in, trades the one-time token and ends all access', async () => {
    const access = await svix.authentication.appPortalAccess(app, { readOnly: true })
    const customer = new Svix(access.token, { serverUrl: server.origin })
    expect((await customer.endpoint.list(app)).data).toHaveLength(1)
    await expect(customer.endpoint.delete(app, endpoint)).rejects.toMatchObject({ code: 403 })
    await svix.authentication.expireAll(app, {})
    await expect(customer.endpoint.list(app)).rejects.toMatchObject({ code: 401 })
  })

  it('saves a transformation and reads it back', async () => {
    const code = 'function handler(webhook) { return webhook }'
    await svix.endpoint.patchTransformation(app, endpoint, { code, enabled: true })
    expect(await svix.endpoint.transformationGet(app, endpoint)).toMatchObject({ code, enabled: true })
  })

  it('starts a recover, and finds it among the background tasks', async () => {
    const task = await svix.endpoint.recover(app, endpoint, { since: new Date(Date.now() - 3_600_000) })
    expect(await svix.backgroundTask.get(task.id)).toMatchObject({ id: task.id, task: 'endpoint.recover' })
    expect((await svix.backgroundTask.list()).data.map(({ id }) => id)).toEqual([task.id])
  })

  it('manages operational endpoints', async () => {
    const made = await svix.operationalWebhookEndpoint.create({
      url: 'http://127.0.0.1:9/ops',
      filterTypes: ['endpoint.disabled'],
    })
    expect((await svix.operationalWebhookEndpoint.getSecret(made.id)).key).toMatch(/^whsec_/)
    await svix.operationalWebhookEndpoint.rotateSecret(made.id, {})
    await svix.operationalWebhookEndpoint.delete(made.id)
    expect((await svix.operationalWebhookEndpoint.list()).data).toEqual([])
  })
})

describe('the Codat SDK', () => {
  const codat = () =>
    new CodatPlatform({
      serverURL: `${server.origin}/api/codat`,
      authHeader: `Basic ${Buffer.from(ownToken).toString('base64')}`,
    })

  it('creates, finds, changes, replaces and deletes a company', async () => {
    const made = await codat().companies.create({ name: 'Bank of Dave', tags: { region: 'us' } })
    expect(made).toMatchObject({ name: 'Bank of Dave', tags: { region: 'us' } })
    const listed = await codat().companies.list({ tags: 'region=us', pageSize: 10 })
    expect(listed).toMatchObject({ totalResults: 1, results: [{ id: made.id }] })
    const patched = await codat().companies.update({
      companyId: made.id,
      companyUpdateRequest: { description: 'Early access' },
    })
    expect(patched).toMatchObject({ name: 'Bank of Dave', description: 'Early access' })
    const replaced = await codat().companies.replace({ companyId: made.id, companyRequestBody: { name: 'Dave' } })
    expect(replaced).toMatchObject({ name: 'Dave', description: '', tags: {} })
    await codat().companies.delete({ companyId: made.id })
    await expect(codat().companies.get({ companyId: made.id })).rejects.toMatchObject({ statusCode: 404 })
  })
})
