import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { describeApi } from '#lib/api/core/describe-api.ts'
import { findRouteFiles, routeModulesSource } from '#scripts/list-routes.ts'
import { createDatabase } from '#tests/support/database.ts'
import { startRouteServer } from '#tests/support/route-server.ts'

vi.mock('next/server', () => ({ after: (run: () => Promise<void>) => void run() }))

const TOKEN = 'root-token-of-the-tests-with-more-than-32-characters'
process.env.POSTHORN_API_TOKEN = TOKEN
const { pool } = await createDatabase()

let server: Awaited<ReturnType<typeof startRouteServer>>
beforeAll(async () => {
  server = await startRouteServer()
})
afterAll(() => server.close())

describe('the description of the API', () => {
  it('names every route file, and no other', async () => {
    const imported = (text: string) => [...text.matchAll(/from '([^']+)'/g)].map(([, path]) => path).sort()
    const source = await readFile('app/api/openapi/route-modules.ts', 'utf8')
    expect(imported(source)).toEqual(imported(routeModulesSource(findRouteFiles())))
  })

  it('gives every operation a path of its own file, a unique id and a response', () => {
    const document = describeApi(server.routes, '0.0.0')
    expect(new Set(server.routes.map(({ id }) => id)).size).toBe(server.routes.length)
    expect(JSON.parse(JSON.stringify(document))).toMatchObject({ openapi: '3.1.0' })
    for (const { path } of server.routes) expect(findRouteFiles()).toContain(fileOf(path))
  })
})

function fileOf(path: string): string {
  return `app${path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`
}

interface Shot {
  readonly token?: string
  readonly body?: string
  readonly id?: string
}

async function shoot(route: { method: string; path: string }, { token = TOKEN, body, id = 'unknown-id' }: Shot) {
  const response = await fetch(server.origin + route.path.replaceAll(/\{\w+\}/g, id), {
    method: route.method,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined || route.method === 'GET' ? {} : { body }),
  })
  const text = await response.text()
  return {
    name: `${route.method} ${route.path}`,
    status: response.status,
    text,
    id: response.headers.get('x-request-id'),
  }
}

describe('every route', () => {
  it('answers 401 as JSON without a token and with an unknown or expired one', async () => {
    await pool.query(`insert into api_token (id, name, hash, hint, role, created_by, capabilities, expires_at)
      values (gen_random_uuid(), 'old', sha256('sk_expired'::bytea), 'ired', 'owner', 'test', '{}', now() - interval '1 s')`)
    for (const route of server.routes.filter(({ isPublic }) => !isPublic))
      for (const token of ['', 'nonsense', 'sk_expired']) {
        const { name, status, text, id } = await shoot(route, { token, body: '{}' })
        expect({ name, token, status, code: JSON.parse(text).code ?? JSON.parse(text).statusCode }).toEqual({
          name,
          token,
          status: 401,
          code: route.path.startsWith('/api/codat') ? 401 : 'authentication_failed',
        })
        expect(id).toBeTruthy()
      }
  })

  it('answers a 4xx as JSON to malformed input, and never a 5xx', async () => {
    const bodies = [
      '{',
      '[]',
      '"text"',
      'null',
      '12',
      '{"name":{},"url":[],"payload":3,"eventType":{},"metadata":7}',
      '{"a":"\\u0000"}',
      `${'['.repeat(5000)}`,
    ]
    const ids = ['unknown-id', 'app_00000000000000000000000000', 'x'.repeat(600), '%00', '%F0%9F%92%A9', "'--"]
    for (const route of server.routes.filter(({ isPublic }) => !isPublic))
      for (const [body, id] of [...bodies.map((one) => [one, 'unknown-id']), ...ids.map((one) => ['{}', one])]) {
        const { name, status, text } = await shoot(route, { body, id })
        expect({ name, body, id, status: status < 500 ? 'fine' : `${status} ${text}` }).toEqual({
          name,
          body,
          id,
          status: 'fine',
        })
        if (status >= 400) expect(() => JSON.parse(text)).not.toThrow()
      }
  })

  it('answers no 5xx to wrong fields on things that exist', async () => {
    await pool.query(
      `insert into instance (id, name, uid, retry_schedule) values (gen_random_uuid(), 'deep', 'deep', '{}')`,
    )
    const made = await fetch(`${server.origin}/api/v1/app/deep/endpoint`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ url: 'http://127.0.0.1:9/', uid: 'deep' }),
    })
    expect(made.status).toBe(201)
    const values = [null, 0, -1, 1e300, 'x'.repeat(70_000), [], [null], {}, '2026-99-99', '\ud800', '{}']
    const fields = [
      'name',
      'url',
      'uid',
      'eventType',
      'eventTypes',
      'channels',
      'rateLimit',
      'metadata',
      'headers',
      'secret',
      'key',
      'since',
      'payload',
      'spec',
      'specRaw',
      'retrySchedule',
      'ids',
      'createdBefore',
    ]
    // Destructive operations would leave nothing for the others to fail on.
    for (const route of server.routes.filter(({ isPublic, method }) => !isPublic && method !== 'DELETE'))
      for (const value of values) {
        const body = JSON.stringify(Object.fromEntries(fields.map((field) => [field, value])))
        const { name, status, text } = await shoot(route, { body, id: 'deep' })
        expect({ name, value, status: status < 500 ? 'fine' : `${status} ${text}` }).toEqual({
          name,
          value,
          status: 'fine',
        })
      }
    const queries = [
      'limit=0',
      'limit=x',
      'limit=999',
      'iterator=zzz',
      'iterator=-',
      'iterator=LQ',
      'before=yesterday',
      'status=9',
      'order=up',
      'event_types=%00',
    ]
    for (const route of server.routes.filter(({ isPublic, method }) => !isPublic && method === 'GET'))
      for (const query of queries) {
        const path = `${route.path.replaceAll(/\{\w+\}/g, 'deep')}?${query}`
        const response = await fetch(server.origin + path, { headers: { authorization: `Bearer ${TOKEN}` } })
        expect({ path, status: response.status < 500 ? 'fine' : response.status }).toEqual({ path, status: 'fine' })
      }
  })

  it('answers 404 for another instance to a token of one instance', async () => {
    await pool.query(
      `insert into instance (id, name, uid, retry_schedule) values (gen_random_uuid(), 'mine', 'mine', '{}'), (gen_random_uuid(), 'theirs', 'theirs', '{}')`,
    )
    await pool.query(`insert into api_token (id, instance_id, name, hash, hint, role, created_by, capabilities)
      select gen_random_uuid(), id, 'mine', sha256('sk_mine'::bytea), 'mine', 'owner', 'test', '{}' from instance where uid = 'mine'`)
    const scoped = server.routes.filter(
      ({ path, method, body }) => path.includes('{app_id}') && (method === 'GET' || body === undefined),
    )
    for (const route of scoped) {
      const { name, status } = await shoot(route, {
        token: 'sk_mine',
        id: 'theirs',
        body: '{"eventType":"a","payload":{}}',
      })
      const expected = [404, 422]
      expect(expected.includes(status) ? name : `${name}: ${status}`).toBe(name)
    }
  })
})
