import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { formatId, newUuid } from '#lib/domain/ids.ts'
import { createDatabase } from '#tests/support/database.ts'

const TOKEN = 'sk_a_root_token_for_tests_of_more_than_32_characters'
process.env.POSTHORN_API_TOKEN = TOKEN
process.env.POSTHORN_URL = 'https://hooks.example.test'
const { pool } = await createDatabase()
const collection = await import('../../../app/ingest/api/v1/source/route.ts')
const single = await import('../../../app/ingest/api/v1/source/[source_id]/route.ts')
const rotation = await import('../../../app/ingest/api/v1/source/[source_id]/token/rotate/route.ts')
const log = await import('../../../app/ingest/api/v1/source/[source_id]/log/route.ts')
afterAll(() => prisma().$disconnect())

let app: string
beforeAll(async () => {
  const id = newUuid()
  app = formatId('instance', id)
  await pool.query('insert into instance (id, name) values ($1, $2)', [id, 'test'])
})

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

type Options = { body?: object; id?: string; key?: string; method?: string; query?: string }

async function call(handler: Handler, options: Options = {}) {
  const request = new Request(
    `https://hooks.example.test/ingest/api/v1/source/${options.id ?? ''}${options.query ?? ''}`,
    {
      method: options.method ?? (options.body ? 'POST' : 'GET'),
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'x-instance-id': app,
        ...(options.key ? { 'idempotency-key': options.key } : {}),
      },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    },
  )
  const params: Record<string, string> = options.id ? { source_id: options.id } : {}
  const response = await handler(request, { params: Promise.resolve(params) })
  const text = await response.text()
  return { status: response.status, text, json: text === '' ? null : JSON.parse(text) }
}

describe('the ingest API', () => {
  it('finds sources by a part of their name or uid, and by their id', async () => {
    const names = async (search: string) => {
      const query = `?search=${encodeURIComponent(search)}`
      const { json } = await call(collection.GET, { query })
      return json.data.map(({ name }: { name: string }) => name)
    }
    const body = { name: 'Shop floor', uid: 'till-7', type: 'generic-webhook' }
    const made = await call(collection.POST, { body })
    await call(collection.POST, { body: { ...body, name: 'Warehouse', uid: 'dock' } })
    expect(await names('shop')).toEqual(['Shop floor'])
    expect(await names('till')).toEqual(['Shop floor'])
    expect(await names(made.json.id)).toEqual(['Shop floor'])
    expect(await names('nothing')).toEqual([])
    for (const id of ['till-7', 'dock']) await call(single.DELETE, { id, method: 'DELETE' })
  })

  it('creates, lists, reads, replaces, patches, rotates and deletes a source', async () => {
    const body = {
      name: 'Stripe',
      uid: 'stripe',
      type: 'stripe',
      config: { secret: 'whsec_abc' },
      metadata: { a: 'b' },
    }
    const made = await call(collection.POST, { body })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ name: 'Stripe', uid: 'stripe', type: 'stripe', config: {}, metadata: { a: 'b' } })
    expect(made.json.ingestUrl).toMatch(/^https:\/\/hooks\.example\.test\/in\/[\w-]{43}$/)
    expect(made.text).not.toContain('whsec_abc')
    expect((await call(collection.GET)).json).toMatchObject({ data: [{ id: made.json.id }], done: true })
    expect((await call(single.GET, { id: 'stripe' })).json).toEqual(made.json)
    const replaced = await call(single.PUT, { id: made.json.id, method: 'PUT', body: { ...body, name: 'Other' } })
    expect(replaced).toMatchObject({ status: 200, json: { id: made.json.id, name: 'Other' } })
    const added = await call(single.PUT, {
      id: 'second',
      method: 'PUT',
      body: { name: 'Second', type: 'generic-webhook' },
    })
    expect(added).toMatchObject({ status: 201, json: { uid: 'second', type: 'generic-webhook' } })
    const patched = await call(single.PATCH, { id: 'stripe', method: 'PATCH', body: { uid: null, inbox: true } })
    expect(patched.json).toMatchObject({ uid: null, inbox: true, name: 'Other' })
    const rotated = await call(rotation.POST, { id: made.json.id, method: 'POST', key: 'once' })
    expect(rotated.json.ingestUrl).not.toBe(made.json.ingestUrl)
    expect((await call(rotation.POST, { id: made.json.id, method: 'POST', key: 'once' })).json).toEqual(rotated.json)
    expect((await call(single.DELETE, { id: made.json.id, method: 'DELETE' })).status).toBe(204)
    expect((await call(single.GET, { id: made.json.id })).status).toBe(404)
  })

  it('names the field of a config that is wrong', async () => {
    const answer = await call(collection.POST, { body: { name: 'Slack', type: 'slack', config: {} } })
    expect(answer).toMatchObject({ status: 422, json: { detail: [{ loc: ['body', 'config', 'secret'] }] } })
    const unknown = await call(collection.POST, { body: { name: 'Timer', type: 'cron', config: {} } })
    expect(unknown).toMatchObject({ status: 422, json: { detail: [{ loc: ['body', 'type'] }] } })
  })

  it('lists what a source did not let in', async () => {
    const made = await call(collection.POST, { body: { name: 'Log', type: 'generic-webhook' } })
    await pool.query(
      `insert into rejected_request (id, source_id, instance, reason, detail, excerpt, size)
       select hot.uuid7(), id, 1, 'not_json', 'no', 'hello', 5 from source where name = 'Log'`,
    )
    expect((await call(log.GET, { id: made.json.id })).json.data).toMatchObject([
      { source_id: made.json.id, status_code: 400, error_text: 'not_json: no', payload: 'hello' },
    ])
  })

  it('is closed without a token', async () => {
    const response = await collection.GET(new Request('https://hooks.example.test/ingest/api/v1/source'), {
      params: Promise.resolve({}),
    })
    expect(response.status).toBe(401)
  })
})
