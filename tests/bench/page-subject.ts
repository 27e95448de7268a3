import { z } from 'zod'
import { BUSY_CONSUMER } from './load-history.ts'
import type { PageSubject } from './page-cases.ts'

/** Asks the API as a program does. @throws Error with what it answered */
export type AskApi = (method: 'GET' | 'POST', path: string, body?: unknown, instance?: string) => Promise<unknown>

export function apiOf(origin: string, token: string): AskApi {
  return async (method, path, body, instance) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(instance === undefined ? {} : { 'x-instance-id': instance }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

const SOURCES = 20
const ALERTS = '/api/v1/operational-webhook/endpoint'
const withId = z.object({ id: z.string() })
const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item).min(1) })

/** Sources, secrets to reveal, portal links and tokens, which only the program itself can seal. */
export async function addSealed(ask: AskApi, instance: string): Promise<void> {
  for (let n = 0; n < SOURCES; n += 1) {
    const source = { name: `Source ${n}`, type: 'svix', config: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' } }
    await ask('POST', '/ingest/api/v1/source', source, instance)
    await ask('POST', `/api/v1/app/${instance}/token`, { name: `Token ${n}`, role: 'viewer', expiresAt: null })
    await ask('POST', `/api/v1/app/${instance}/portal-session`, { sessionId: `customer-${n}` })
  }
  await ask('POST', ALERTS, { url: 'https://example.com/alerts' }, instance)
  await ask('POST', `/api/v1/app/${instance}/endpoint/${BUSY_CONSUMER}/secret/rotate`, {})
}

/** What there is to ask about in a loaded instance. */
export async function findSubject(ask: AskApi, uid: string): Promise<PageSubject> {
  const { id: instance } = withId.parse(await ask('GET', `/api/v1/app/${uid}`))
  const first = async (path: string) =>
    listOf(withId).parse(await ask('GET', path, undefined, instance)).data[0]?.id ?? ''
  const consumer = async (name: string) => withId.parse(await ask('GET', `/api/v1/app/${uid}/endpoint/${name}`)).id
  const companies = listOf(withId.extend({ externalId: z.string() }))
  const [company] = companies.parse(await ask('GET', `/api/v1/app/${uid}/company?limit=1&search=firm-77`)).data
  const [message] = listOf(z.object({ message: withId })).parse(
    await ask('GET', `/api/v1/app/${uid}/delivery?limit=1`),
  ).data
  const messageId = message?.message.id ?? ''
  return {
    instance,
    busy: await consumer(BUSY_CONSUMER),
    other: await consumer('bench-77'),
    message: messageId,
    attempt: await first(`/api/v1/app/${uid}/attempt/msg/${messageId}?limit=1`),
    source: await first('/ingest/api/v1/source?limit=1'),
    alertEndpoint: await first(ALERTS),
    company: company?.id ?? '',
    companyExternalId: company?.externalId ?? '',
  }
}
