import { nameOf, type Operation, variablesOf } from './description.ts'
import type { World } from './world.ts'

/** One request to an operation; what is left out is right: ids of the world, the described example, a root token. */
export interface Shot {
  readonly operation: Operation
  readonly token?: string | null
  /** Ids in place of the world's, by variable. */
  readonly ids?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
  /** What is wrong with it, for what a failing test says. */
  readonly about?: string
}

export interface Hit {
  readonly shot: Shot
  readonly status: number
  readonly requestId: string | null
  readonly contentType: string | null
  readonly body: unknown
}

/** A right body: the described example, with the times in it an hour ago. */
export function rightBody({ body }: Operation): string {
  return JSON.stringify(body?.example).replaceAll(
    '"2026-11-24T09:00:00Z"',
    JSON.stringify(new Date(Date.now() - 3_600_000)),
  )
}

/** Fires them all, several at a time: one after the other would take minutes. */
export async function fire(origin: string, rootToken: string, world: World, shots: readonly Shot[]): Promise<Hit[]> {
  const waiting = [...shots]
  const hits: Hit[] = []
  const gunner = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      hits.push(await hit(origin, rootToken, world, next))
  }
  await Promise.all(Array.from({ length: 8 }, gunner))
  return hits
}

async function hit(origin: string, rootToken: string, world: World, shot: Shot): Promise<Hit> {
  const { operation, token = rootToken, ids = {}, query = {} } = shot
  const address = variablesOf(operation).reduce(
    (path, name) => path.replace(`{${name}}`, encodeURIComponent(ids[name] ?? world.idOf(operation, name))),
    operation.path,
  )
  const headers = new Headers({ 'content-type': 'application/json', 'x-instance-id': world.app, ...shot.headers })
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  const body = operation.body === null ? undefined : (shot.body ?? rightBody(operation))
  const search = new URLSearchParams(query)
  const response = await fetch(`${origin}${address}?${search}`, {
    method: operation.method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  })
  const contentType = response.headers.get('content-type')
  const requestId = response.headers.get('x-request-id')
  // What succeeds may be a stream that never ends: its body is of no interest here.
  if (response.ok) await response.body?.cancel()
  const answered: unknown = response.ok ? null : await response.json()
  return { shot, status: response.status, requestId, contentType, body: answered }
}

/** The hits that are not what they should be, as lines; none when all is well. */
export function misses(hits: readonly Hit[], isRight: (hit: Hit) => boolean): string[] {
  return hits
    .filter((one) => !isRight(one))
    .map(({ shot, status, body }) => {
      const said = JSON.stringify(body).slice(0, 300)
      return `${nameOf(shot.operation)} ${shot.about ?? ''}: ${status} ${said}`
    })
}

/** Refused with exactly this status (the Codat face says 400 for 422), as JSON in the face's own shape. */
export function refusedWith(expected: number, code?: string) {
  return ({ shot, status, requestId, contentType, body }: Hit): boolean => {
    if (contentType !== 'application/json' || requestId === null) return false
    if (typeof body !== 'object' || body === null) return false
    if (shot.operation.path.startsWith('/api/codat/'))
      return status === (expected === 422 ? 400 : expected) && 'statusCode' in body && body.statusCode === status
    if (status !== expected || !('detail' in body)) return false
    if (expected === 422) return Array.isArray(body.detail) && body.detail.length > 0
    return typeof body.detail === 'string' && 'code' in body && (code === undefined || body.code === code)
  }
}

/** True when the refusal names this part of the request as wrong. */
export function blames(where: 'body' | 'query', name: string, { shot, body }: Hit): boolean {
  const said = JSON.stringify(body)
  if (shot.operation.path.startsWith('/api/codat/')) return said.includes(`"itemId":"${name}`)
  return said.includes(`"loc":["${where}","${name}"`)
}
