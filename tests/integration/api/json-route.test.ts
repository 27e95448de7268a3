import { expect, test } from 'vitest'
import { z } from 'zod'
import { jsonRoute } from '#lib/api/json-route.ts'
import { DomainError } from '#lib/domain/errors.ts'

const answer = jsonRoute(z.object({ name: z.string().max(5) }), async (_ctx, { name }) => {
  if (name === 'taken') throw new DomainError('conflict', 'There is one already.')
  if (name === 'away') throw Object.assign(new Error('P1001'), { code: 'P1001' })
  return { name }
})

function post(body: string, site = 'same-origin') {
  return answer(new Request('http://127.0.0.1/', { method: 'POST', body, headers: { 'sec-fetch-site': site } }))
}

test.each([
  ['what fits', '{"name":"Mara"}', 200],
  ['a verb that refuses', '{"name":"taken"}', 409],
  ['a database that is away', '{"name":"away"}', 503],
  ['what is no JSON', '{"name":', 400],
  ['more than a mebibyte', JSON.stringify({ name: 'x'.repeat(1_048_576) }), 413],
])('a route of the sign-in pages answers %s with its own status', async (_, body, status) => {
  expect((await post(body)).status).toBe(status)
})

test('a route of the sign-in pages names the field that is wrong', async () => {
  const reply = await post('{"name":"too long"}')
  expect([reply.status, await reply.json()]).toMatchObject([422, { detail: [{ loc: ['body', 'name'] }] }])
})

test('a route of the sign-in pages takes nothing from another site', async () => {
  const reply = await post('{"name":"Mara"}', 'cross-site')
  expect([reply.status, await reply.json()]).toMatchObject([403, { code: 'permission_denied' }])
})
