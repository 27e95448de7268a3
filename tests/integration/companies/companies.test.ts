import { beforeEach, describe, expect, test } from 'vitest'
import { createCompany } from '#lib/domain/companies/create-company.ts'
import { deleteCompany } from '#lib/domain/companies/delete-company.ts'
import { getCompany } from '#lib/domain/companies/get-company.ts'
import { listCompanies } from '#lib/domain/companies/list-companies.ts'
import { searchCompanies } from '#lib/domain/companies/search-companies.ts'
import { updateCompany } from '#lib/domain/companies/update-company.ts'
import { upsertCompany } from '#lib/domain/companies/upsert-company.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { GET as codatGet, PATCH as codatPatch } from '../../../app/api/codat/companies/[companyId]/route.ts'
import { POST as codatCreate, GET as codatList } from '../../../app/api/codat/companies/route.ts'

await createDatabase()

const ctx = rootContext()
const PAGE = { page: 1, pageSize: 100 }
let instance: string

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
})

async function names(search: { query?: string; tags?: string; orderBy?: string }): Promise<string[]> {
  const { data } = await searchCompanies(ctx, instance, { ...PAGE, ...search })
  return data.map(({ name }) => name)
}

describe('a company', () => {
  test('gets a UUID as its external id and is found by that or by its own id', async () => {
    const made = await createCompany(ctx, instance, { name: 'Toys', tags: { region: 'us', team: 'a:b' } })
    expect(made.externalId).toMatch(/^[0-9a-f-]{36}$/)
    expect(await getCompany(ctx, instance, made.externalId)).toEqual(made)
    expect(await getCompany(ctx, instance, made.id)).toEqual(made)
    expect(made.tags).toEqual({ region: 'us', team: 'a:b' })
  })

  test('cannot be added twice under one external id', async () => {
    await createCompany(ctx, instance, { externalId: 'c1' })
    await expect(createCompany(ctx, instance, { externalId: 'c1' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('has at most ten tags, and no colon in a key', async () => {
    const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${n}`, 'v']))
    await expect(createCompany(ctx, instance, { tags: eleven })).rejects.toThrow('at most 10')
    await expect(createCompany(ctx, instance, { tags: { 'a:b': 'v' } })).rejects.toThrow()
  })

  test('keeps on a patch what the patch does not name; replacing resets it', async () => {
    await createCompany(ctx, instance, { externalId: 'c1', name: 'Toys', description: 'd', tags: { region: 'us' } })
    expect(await updateCompany(ctx, instance, 'c1', { name: 'Games' })).toMatchObject({
      name: 'Games',
      description: 'd',
      tags: { region: 'us' },
    })
    const { created, view } = await upsertCompany(ctx, instance, 'c1', { name: 'Books' })
    expect({ created, ...view }).toMatchObject({ created: false, name: 'Books', description: '', tags: {} })
    expect((await upsertCompany(ctx, instance, 'c2', { name: 'New' })).created).toBe(true)
  })

  test('is gone after deletion, and never visible from another instance', async () => {
    const { id } = await createCompany(ctx, instance, { externalId: 'c1' })
    const stranger = rootContext({ instanceId: newUuid() })
    await expect(getCompany(stranger, instance, 'c1')).rejects.toMatchObject({ code: 'not_found' })
    await deleteCompany(ctx, instance, id)
    await expect(getCompany(ctx, instance, 'c1')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is changed by nobody who may only read', async () => {
    const viewer = rootContext({ role: 'viewer' })
    await expect(createCompany(viewer, instance, { name: 'x' })).rejects.toMatchObject({ code: 'permission_denied' })
  })
})

describe('companies are found', () => {
  beforeEach(async () => {
    await createCompany(ctx, instance, { externalId: 'a', name: 'Alpha Toys', tags: { region: 'uk', team: 'invoice' } })
    await createCompany(ctx, instance, { externalId: 'b', name: 'Beta 100%', tags: { region: 'us', team: 'invoice' } })
    await createCompany(ctx, instance, { externalId: 'c', name: 'Gamma', tags: {} })
  })

  test.each([
    ['name=gamma', ['Gamma']],
    ['name~a t', ['Alpha Toys']],
    ['name ~ %', ['Beta 100%']],
    ['id=a || id=c', ['Alpha Toys', 'Gamma']],
    ['name~a && tags.region!=uk', ['Beta 100%', 'Gamma']],
    ['created>2020-01-01', ['Alpha Toys', 'Beta 100%', 'Gamma']],
    ['created<2020-01-01', []],
  ])('by the query %s', async (query, expected) => {
    expect(await names({ query })).toEqual(expected)
  })

  test.each([
    ['region=uk', ['Alpha Toys']],
    ['region != uk', ['Beta 100%', 'Gamma']],
    ['region~u && team=invoice', ['Alpha Toys', 'Beta 100%']],
  ])('by the tags %s', async (tags, expected) => {
    expect(await names({ tags })).toEqual(expected)
  })

  test('in the order asked for, and a wrong query or order is refused', async () => {
    expect(await names({ orderBy: '-name' })).toEqual(['Gamma', 'Beta 100%', 'Alpha Toys'])
    await expect(names({ orderBy: 'name; drop table company' })).rejects.toMatchObject({ code: 'bad_request' })
    await expect(names({ query: 'nothing' })).rejects.toMatchObject({ code: 'bad_request' })
    await expect(names({ query: 'secret=1' })).rejects.toMatchObject({ code: 'bad_request' })
  })

  test('page by page with an iterator, filtered by text or tag', async () => {
    const first = await listCompanies(ctx, instance, { limit: 2 })
    const second = await listCompanies(ctx, instance, { limit: 2, iterator: first.iterator ?? '' })
    expect([...first.data, ...second.data].map((one) => one.externalId)).toEqual(['c', 'b', 'a'])
    expect([first.done, second.done]).toEqual([false, true])
    expect((await listCompanies(ctx, instance, { tag: 'region:us' })).data.map((one) => one.externalId)).toEqual(['b'])
    expect((await listCompanies(ctx, instance, { search: 'alpha' })).data.map((one) => one.externalId)).toEqual(['a'])
  })
})

describe('the Codat face', () => {
  test('creates, reads and changes a company under the provider’s id', async () => {
    const headers = { 'x-instance-id': instance }
    const made = await callRoute(codatCreate, { headers, body: { name: 'Bank of Dave', tags: { region: 'us' } } })
    expect(made).toMatchObject({ status: 200, body: { name: 'Bank of Dave', tags: { region: 'us' }, description: '' } })
    const [{ externalId = '' } = {}] = (await listCompanies(ctx, instance, {})).data
    expect(made.body).toMatchObject({ id: externalId })
    const params = { companyId: externalId }
    const patched = await callRoute(codatPatch, { headers, params, body: { name: null, tags: { region: 'uk' } } })
    expect(patched.body).toMatchObject({ name: 'Bank of Dave', tags: { region: 'uk' } })
    expect((await callRoute(codatGet, { headers, params })).body).toEqual(patched.body)
  })

  test('numbers its pages', async () => {
    for (const name of ['a', 'b', 'c']) await createCompany(ctx, instance, { name })
    const headers = { 'x-instance-id': instance }
    const { body } = await callRoute(codatList, { headers, query: 'page=2&pageSize=1&orderBy=name' })
    expect(body).toMatchObject({
      results: [{ name: 'b' }],
      pageNumber: 2,
      pageSize: 1,
      totalResults: 3,
      _links: {
        next: { href: '/companies?page=3&pageSize=1&orderBy=name' },
        previous: { href: '/companies?page=1&pageSize=1&orderBy=name' },
      },
    })
  })

  test('answers errors in its own body', async () => {
    const headers = { 'x-instance-id': instance }
    const missing = await callRoute(codatGet, { headers, params: { companyId: 'nobody' } })
    expect(missing).toMatchObject({
      status: 404,
      body: { statusCode: 404, service: 'Posthorn', canBeRetried: 'False' },
    })
    const wrong = await callRoute(codatCreate, { headers, body: { name: 5 } })
    expect(wrong).toMatchObject({
      status: 400,
      body: { statusCode: 400, validation: { errors: [{ itemId: 'name' }] } },
    })
  })
})
