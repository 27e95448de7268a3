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

  it('are found by every operator, in any order, and linked from page to page', async () => {
    const names = async (query: object) =>
      (await clients.codat.companies.list({ orderBy: 'name', ...query })).results?.map(({ name }) => name)
    expect(await names({ orderBy: '-name' })).toEqual(['Two', 'Three', 'One'])
    expect(await names({ query: 'name~t' })).toEqual(['Three', 'Two'])
    expect(await names({ query: 'name!=One && created>2026-01-01T00:00:00Z' })).toEqual(['Three', 'Two'])
    expect(await names({ query: 'name=One || name=Two' })).toEqual(['One', 'Two'])
    expect(await names({ query: 'created<2026-01-01T00:00:00Z' })).toEqual([])
    expect(await names({ tags: 'tier~t' })).toEqual(['Three', 'Two'])
    expect(await names({ tags: 'tier!=Two' })).toEqual(['One', 'Three'])
    const { links } = await clients.codat.companies.list({ page: 2, pageSize: 1, orderBy: 'name' })
    expect(links).toMatchObject({
      self: { href: '/companies' },
      current: { href: '/companies?page=2&pageSize=1&orderBy=name' },
      next: { href: '/companies?page=3&pageSize=1&orderBy=name' },
      previous: { href: '/companies?page=1&pageSize=1&orderBy=name' },
    })
  })

  it('are refused with 400 for a query that cannot be read', async () => {
    const { companies } = clients.codat
    const wrong = [
      { query: 'nonsense' },
      { query: 'color=red' },
      { query: 'name>a' },
      { query: 'created~2026' },
      { query: 'created>-200000-01-01T00:00:00Z' },
      { tags: 'tier>1' },
      { orderBy: 'color' },
    ]
    for (const query of wrong) {
      const failure = await failureOf(companies.list(query))
      expect([query, failure.status, failure.body]).toMatchObject([
        query,
        400,
        { statusCode: 400, canBeRetried: 'False' },
      ])
    }
    for (const query of ['page=0', 'pageSize=5001', 'page=x'])
      expect([query, (await clients.call('GET', `/api/codat/companies?${query}`)).status]).toEqual([query, 400])
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
