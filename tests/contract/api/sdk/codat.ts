import { CodatPlatform } from '@codat/platform'
import { CodatPlatformError } from '@codat/platform/sdk/models/errors'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { type Clients, createClients } from './clients.ts'

let clients: Clients
beforeAll(async () => {
  clients = await createClients(inject('posthorn'))
})

async function failureOf(calling: Promise<unknown>): Promise<{ status: number; body: unknown }> {
  try {
    await calling
  } catch (error) {
    if (error instanceof CodatPlatformError) return { status: error.statusCode, body: JSON.parse(error.body) }
    throw error
  }
  throw new Error('the call did not fail')
}

describe('companies through @codat/platform', () => {
  it('are created, read, replaced, updated and deleted', async () => {
    const { companies } = clients.codat
    const made = await companies.create({ name: 'Acme', description: 'A company', tags: { region: 'us' } })
    expect(made).toMatchObject({ name: 'Acme', description: 'A company', tags: { region: 'us' } })
    const companyId = made.id
    expect((await companies.get({ companyId })).name).toBe('Acme')
    const companyRequestBody = { name: 'Replaced' }
    expect((await companies.replace({ companyId, companyRequestBody })).tags ?? {}).toEqual({})
    const companyUpdateRequest = { tags: { region: 'uk' } }
    expect(await companies.update({ companyId, companyUpdateRequest })).toMatchObject({
      name: 'Replaced',
      tags: { region: 'uk' },
    })
    await companies.delete({ companyId })
    expect(await failureOf(companies.get({ companyId }))).toMatchObject({
      status: 404,
      body: { statusCode: 404, service: 'Posthorn', correlationId: expect.any(String) },
    })
  })

  it('are listed in numbered pages, by query and by tags', async () => {
    const { companies } = clients.codat
    for (const name of ['One', 'Two', 'Three']) await companies.create({ name, tags: { tier: name } })
    const page = await companies.list({ page: 2, pageSize: 2, orderBy: 'name' })
    expect([page.totalResults, page.pageNumber, page.results?.map(({ name }) => name)]).toEqual([3, 2, ['Two']])
    expect((await companies.list({ query: 'name=Three' })).results?.map(({ name }) => name)).toEqual(['Three'])
    expect((await companies.list({ tags: 'tier=One' })).results?.map(({ name }) => name)).toEqual(['One'])
  })
})

describe('webhook consumers through @codat/platform', () => {
  it('are created and deleted, and are the consumers of the svix package', async () => {
    const { webhooks } = clients.codat
    const prototype = { url: 'https://example.com/', eventTypes: ['invoice.paid'], companyTags: ['region:us'] }
    const made = await webhooks.createConsumer(prototype)
    expect(made).toMatchObject({ ...prototype, disabled: false, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    const { data } = await clients.svix.endpoint.list(clients.app)
    expect(data).toMatchObject([{ filterTypes: ['invoice.paid'], channels: ['region:us'] }])
    const listed = await clients.call('GET', '/api/codat/webhooks')
    expect(listed.body).toMatchObject({ results: [{ id: made.id }] })
    await webhooks.deleteConsumer({ webhookId: made.id ?? '' })
    expect((await failureOf(webhooks.deleteConsumer({ webhookId: made.id ?? '' }))).status).toBe(404)
  })

  it('are refused with 400 and the wrong fields, never 422', async () => {
    const refused = await failureOf(clients.codat.webhooks.createConsumer({ url: 'nonsense', eventTypes: [] }))
    expect(refused).toMatchObject({ status: 400, body: { validation: { errors: expect.any(Array) } } })
  })

  it('need a token of one instance, or a header that names it', async () => {
    const { origin, apiToken } = inject('posthorn')
    const options = { serverURL: `${origin}/api/codat`, authHeader: `Basic ${btoa(apiToken)}` }
    expect((await failureOf(new CodatPlatform(options).companies.list())).status).toBe(400)
    const headers = { 'x-instance-id': clients.app }
    expect((await new CodatPlatform(options).companies.list({}, { headers })).totalResults).toBe(3)
    const wrong = new CodatPlatform({ ...options, authHeader: `Basic ${btoa('wrong')}` })
    expect((await failureOf(wrong.companies.list())).status).toBe(401)
  })
})
