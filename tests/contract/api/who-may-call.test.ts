import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { z } from 'zod'
import { PERMISSIONS } from '#lib/domain/permissions.ts'
import { type Operation, readDescription, variablesOf } from './description.ts'
import { signInByHttp } from './session.ts'
import { fire, type Hit, misses, refusedWith, type Shot } from './shots.ts'
import { createWorld, type World } from './world.ts'

const { origin, apiToken, owner } = inject('posthorn')
let operations: readonly Operation[]
let ours: World
let theirs: World
beforeAll(async () => {
  operations = (await readDescription(origin)).filter(({ isPublic }) => !isPublic)
  ours = await createWorld({ origin, apiToken })
  theirs = await createWorld({ origin, apiToken })
})

const everywhere = (shots: readonly Shot[]): Promise<Hit[]> => fire(origin, apiToken, ours, shots)
const isRead = ({ method }: Operation) => method === 'GET'
/** Viewers may POST these: they change nothing. */
const QUESTIONS = [
  'v1.application.filter-preview',
  'v1.application.rate-preview',
  'v1.application.signature-check',
  'v1.endpoint.bulk-change-preview',
  'v1.message.precheck',
  'v1.message.search',
  'v1.task.preview',
]
/** What is about the whole installation, and not for a token of one instance. */
const OF_THE_INSTALLATION = [
  'v1.application.create',
  'v1.invitation.create',
  'v1.invitation.delete',
  'v1.person.delete',
  'v1.person.list',
  'v1.person.patch',
  'v1.system.get',
  'v1.token.create',
  'v1.token.get',
  'v1.token.list',
  'v1.token.revoke',
]

describe('every operation', () => {
  it('answers 401 without a token, with a wrong one, with a wrong scheme and with an expired one', async () => {
    const given = [
      { about: 'no token', token: null },
      { about: 'a wrong token', token: 'wrong' },
      { about: 'an expired token', token: await expiredToken() },
      { about: 'a digest', token: null, headers: { authorization: 'Digest abc' } },
    ]
    const hits = await everywhere(operations.flatMap((operation) => given.map((one) => ({ operation, ...one }))))
    expect(misses(hits, refusedWith(401, 'authentication_failed'))).toEqual([])
  })

  it('that changes something or shows a secret answers 403 to a viewer, before it looks at anything else', async () => {
    const mayNot = operations.filter(({ permission }) => permission !== null && !isForViewers(permission))
    const shots = mayNot.flatMap((operation) => [
      { operation, token: ours.viewerToken },
      { operation, token: ours.viewerToken, about: 'with nonsense', body: '{', ids: { endpoint_id: 'unknown' } },
    ])
    expect(misses(await everywhere(shots), refusedWith(403, 'permission_denied'))).toEqual([])
  })

  it('that a viewer may call reads, or is a question', () => {
    const writes = operations.filter((one) => !isRead(one) && (one.permission === null || isForViewers(one.permission)))
    expect(writes.map(({ id }) => id).sort()).toEqual([...QUESTIONS, 'v1.authentication.logout'].sort())
  })

  it('that changes something answers 403 to a session when another site sends the request', async () => {
    const cookie = await signInByHttp(origin, owner)
    const whoami = await fetch(`${origin}/api/v1/auth/whoami`, { headers: { cookie } })
    expect(await whoami.json()).toMatchObject({ kind: 'person', role: 'owner' })
    const from: Pick<Shot, 'about' | 'headers'>[] = [
      { about: 'cross-site', headers: { cookie, 'sec-fetch-site': 'cross-site' } },
      { about: 'same-site', headers: { cookie, 'sec-fetch-site': 'same-site' } },
      { about: 'another origin', headers: { cookie, origin: 'https://evil.example' } },
      { about: 'no origin', headers: { cookie } },
    ]
    const shots = operations
      .filter((operation) => !isRead(operation))
      .flatMap((operation) => from.map((one) => ({ operation, token: null, ...one })))
    expect(misses(await everywhere(shots), refusedWith(403, 'permission_denied'))).toEqual([])
  })
})

describe('a token of one instance', () => {
  it('finds no other instance: 404 for everything in it', async () => {
    const shots = operations
      .filter((operation) => variablesOf(operation).includes('app_id'))
      .map((operation) => ({ operation, token: ours.token, ids: idsOf(theirs, operation) }))
    expect(shots.length).toBeGreaterThan(70)
    expect(misses(await everywhere(shots), refusedWith(404, 'not_found'))).toEqual([])
  })

  it('finds nothing of another instance in its own: 404 for each id', async () => {
    const shots = operations
      .filter((operation) => !isOfTheInstallation(operation))
      .flatMap((operation) =>
        variablesOf(operation)
          .filter((variable) => variable !== 'app_id' && variable !== 'preset' && !isNamed(operation, variable))
          .map((variable) => ({
            operation,
            token: ours.token,
            about: variable,
            ids: { [variable]: theirs.idOf(operation, variable) },
          })),
      )
    expect(shots.length).toBeGreaterThan(60)
    expect(misses(await everywhere(shots), refusedWith(404, 'not_found'))).toEqual([])
  })

  it('does not reach another instance by X-Instance-Id', async () => {
    const acting = operations.filter(({ id }) =>
      /^(codat\.|v1\.(event-type\.(?!get-preset)|operational-webhook\.|ingest\.|background-task\.|statistics\.aggregate))/.test(
        id,
      ),
    )
    expect(acting.length).toBeGreaterThan(35)
    const headers = { 'x-instance-id': theirs.app }
    const hits = await everywhere(acting.map((operation) => ({ operation, token: ours.token, headers })))
    expect(misses(hits, refusedWith(404, 'not_found'))).toEqual([])
  })

  it('does nothing to the installation, whatever its role', async () => {
    const token = await newToken(`/api/v1/app/${ours.app}/token`, { name: 'owner', role: 'owner' })
    const shots = operations.filter(isOfTheInstallation).map((operation) => ({ operation, token }))
    expect(shots.map(({ operation }) => operation.id).sort()).toEqual(OF_THE_INSTALLATION)
    expect(misses(await everywhere(shots), refusedWith(403, 'permission_denied'))).toEqual([])
  })
})

const isForViewers = (permission: string) => [...PERMISSIONS.viewer].some((one) => one === permission)
const isOfTheInstallation = ({ id }: Operation) => OF_THE_INSTALLATION.includes(id)
// Names that callers choose are the same in every instance; an upsert makes what it does not find.
const isNamed = (operation: Operation, variable: string) =>
  variable === 'event_type_name' && operation.id === 'v1.event-type.upsert'

function idsOf(world: World, operation: Operation): Record<string, string> {
  return Object.fromEntries(variablesOf(operation).map((variable) => [variable, world.idOf(operation, variable)]))
}

async function newToken(path: string, body: object): Promise<string> {
  const headers = { authorization: `Bearer ${apiToken}` }
  const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return z.object({ token: z.string() }).parse(await response.json()).token
}

async function expiredToken(): Promise<string> {
  const expiresAt = new Date(Date.now() + 1_000)
  const token = await newToken('/api/v1/token', { name: 'short', role: 'owner', expiresAt })
  const works = async () => {
    const answer = await fetch(`${origin}/api/v1/auth/whoami`, { headers: { authorization: `Bearer ${token}` } })
    return answer.status === 200
  }
  await vi.waitUntil(async () => !(await works()), { timeout: 10_000, interval: 100 })
  return token
}
