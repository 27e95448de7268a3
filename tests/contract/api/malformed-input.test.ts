import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { z } from 'zod'
import { createClients } from './clients.ts'

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        security: z.array(z.json()).optional(),
        requestBody: z.json().optional(),
      }),
    ),
  ),
})

interface Operation {
  readonly method: string
  readonly path: string
  readonly id: string
  readonly hasBody: boolean
}

interface Shot {
  readonly name: string
  readonly status: number
  readonly text: string
  readonly requestId: string | null
}

const { origin } = inject('posthorn')
let operations: Operation[]
let token: string
let expired: string
let theirs: string
beforeAll(async () => {
  const document = documentSchema.parse(await (await fetch(`${origin}/api/openapi`)).json())
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security?.length !== 0)
      .map(([method, { operationId, requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        id: operationId,
        hasBody: requestBody !== undefined,
      })),
  )
  const clients = await createClients(inject('posthorn'))
  token = clients.token
  theirs = (await clients.root.application.create({ name: 'theirs' })).id
  expired = await expiredToken(clients)
})

async function expiredToken({ app, call }: Awaited<ReturnType<typeof createClients>>): Promise<string> {
  const expiresAt = new Date(Date.now() + 500)
  const { body } = await call('POST', `/api/v1/app/${app}/token`, { name: 'short', role: 'viewer', expiresAt })
  await vi.waitUntil(() => Date.now() > expiresAt.getTime(), { timeout: 5_000, interval: 20 })
  return z.object({ token: z.string() }).parse(body).token
}

async function shoot(
  { method, path, id }: Operation,
  shot: { token?: string | undefined; id?: string; app?: string; body?: string; query?: string },
): Promise<Shot> {
  const unknown = encodeURIComponent(shot.id ?? 'unknown')
  const address = path.replace('{app_id}', shot.app ?? unknown).replaceAll(/\{\w+\}/g, unknown)
  const headers = new Headers({ 'content-type': 'application/json' })
  if (shot.token !== undefined) headers.set('authorization', `Bearer ${shot.token}`)
  const response = await fetch(`${origin}${address}${shot.query ?? ''}`, {
    method,
    headers,
    ...(shot.body === undefined || method === 'GET' ? {} : { body: shot.body }),
    signal: AbortSignal.timeout(10_000),
  })
  // What succeeds may be a stream that never ends: its body is of no interest here.
  const text = response.ok ? '' : await response.text()
  if (response.ok) await response.body?.cancel()
  return {
    name: `${method} ${path} (${id})`,
    status: response.status,
    text,
    requestId: response.headers.get('x-request-id'),
  }
}

// Several at a time: a hundred operations, one after the other, would take minutes.
async function everywhere(of: readonly Operation[], shot: Parameters<typeof shoot>[1]): Promise<Shot[]> {
  const waiting = [...of]
  const shots: Shot[] = []
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) shots.push(await shoot(next, shot))
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return shots
}

const isError = ({ text, requestId }: Shot) => {
  const body: unknown = JSON.parse(text)
  return requestId !== null && typeof body === 'object' && body !== null && ('detail' in body || 'error' in body)
}
const wrong = (shots: readonly Shot[], isRight: (shot: Shot) => boolean) =>
  shots.filter((shot) => !isRight(shot)).map(({ name, status, text }) => `${name}: ${status} ${text.slice(0, 200)}`)
const isRefused =
  (...allowed: number[]) =>
  (shot: Shot) =>
    allowed.includes(shot.status) && isError(shot)
const isNoFailure = (shot: Shot) => shot.status < 400 || (shot.status < 500 && isError(shot))

describe('every operation of the description, in the running program', () => {
  it('is there at all', () => {
    expect(operations.length).toBeGreaterThan(80)
  })

  it('answers 401 without a token, with a wrong one and with an expired one', async () => {
    for (const given of [undefined, 'wrong', expired])
      expect(wrong(await everywhere(operations, { token: given, body: '{}' }), isRefused(401))).toEqual([])
  })

  it('refuses what is not JSON, and JSON of another type', async () => {
    const withBody = operations.filter(({ hasBody }) => hasBody)
    for (const body of ['{', 'nonsense', '"text"', '[]', '12', '['.repeat(5_000)])
      expect(wrong(await everywhere(withBody, { token, body }), isRefused(400, 403, 404, 422))).toEqual([])
  })

  it('refuses fields of the wrong type and over-long values without failing', async () => {
    const names = [
      'name',
      'url',
      'uid',
      'eventType',
      'payload',
      'channels',
      'metadata',
      'headers',
      'since',
      'spec',
      'code',
    ]
    for (const value of [7, null, { a: [] }, [null], 'x'.repeat(70_000), '\u0000']) {
      const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, value])))
      expect(wrong(await everywhere(operations, { token, body }), isNoFailure)).toEqual([])
    }
  })

  it('answers 404 for unknown, over-long and unreadable ids', async () => {
    const withId = operations.filter(({ path, hasBody }) => path.includes('{') && !hasBody)
    for (const id of ['never-made', 'app_00000000000000000000000000', 'x'.repeat(600), '\u0000', "'--", '💩'])
      expect(wrong(await everywhere(withId, { token, id }), isRefused(400, 403, 404, 422))).toEqual([])
  })

  it('answers 404 for another instance, whose id is right', async () => {
    const inInstance = operations.filter(({ path }) => path.includes('{app_id}'))
    const shots = await everywhere(inInstance, { token, app: theirs, body: '{}' })
    expect(wrong(shots, isRefused(403, 404, 422))).toEqual([])
    const reading = inInstance.filter(({ method, path }) => method === 'GET' && path.split('{').length === 2)
    expect(wrong(await everywhere(reading, { token, app: theirs }), isRefused(404, 422))).toEqual([])
  })

  it('refuses a query that makes no sense without failing', async () => {
    const reading = operations.filter(({ method }) => method === 'GET')
    for (const query of ['?limit=0', '?limit=x', '?iterator=zzz', '?iterator=-', '?before=yesterday', '?status=%00'])
      expect(wrong(await everywhere(reading, { token, query }), isNoFailure)).toEqual([])
  })
})

describe('an address that does not exist', () => {
  it('is a 404 as JSON', async () => {
    const response = await fetch(`${origin}/api/v1/nothing`, { headers: { authorization: `Bearer ${token}` } })
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'not_found' }])
  })
})
