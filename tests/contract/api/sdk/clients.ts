import { CodatPlatform, HTTPClient } from '@codat/platform'
import { ApiException, Svix } from 'svix'
import { z } from 'zod'
import { recordedFetch } from './ledger.ts'

interface Program {
  readonly origin: string
  readonly apiToken: string
}

export interface Clients {
  /** An instance of this test alone. */
  readonly app: string
  /** A token of that instance only. */
  readonly token: string
  /** The SDK with that token. */
  readonly svix: Svix
  /** The other SDK with the same token. */
  readonly codat: CodatPlatform
  /** The SDK with the root token. */
  readonly root: Svix
  /** What no SDK knows: status and parsed body, whatever the status. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

/** Both SDKs, pointed at a fresh instance of the running program. */
export async function createClients({ origin, apiToken }: Program): Promise<Clients> {
  const root = svixOf(origin, apiToken)
  const { id: app } = await root.application.create({ name: 'contract' })
  const made = await call(origin, apiToken, 'POST', `/api/v1/app/${app}/token`, { name: 'contract', role: 'admin' })
  const { token } = z.object({ token: z.string() }).parse(made.body)
  return {
    app,
    token,
    root,
    svix: svixOf(origin, token),
    codat: new CodatPlatform({
      serverURL: `${origin}/api/codat`,
      authHeader: `Basic ${btoa(token)}`,
      httpClient: new HTTPClient({ fetcher: recordedFetch }),
    }),
    call: (method, path, body) => call(origin, token, method, path, body),
  }
}

/** The SDK with any token. */
export function svixOf(origin: string, token: string): Svix {
  return new Svix(token, { serverUrl: origin, fetch: recordedFetch })
}

async function call(origin: string, token: string, method: string, path: string, body?: unknown) {
  const response = await recordedFetch(`${origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer: unknown = text === '' ? null : JSON.parse(text)
  return { status: response.status, body: answer }
}

/** The status that a call of the SDK fails with, or `'resolved'`. @throws what is no answer of the API */
export async function statusOf(calling: Promise<unknown>): Promise<number | 'resolved'> {
  try {
    await calling
    return 'resolved'
  } catch (error) {
    if (error instanceof ApiException) return error.code
    throw error
  }
}
