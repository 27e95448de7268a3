import { gzipSync } from 'node:zlib'
import { beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { findFreePort } from '#scripts/ports.ts'
import { type Authority, createAuthority } from '#tests/support/certificates.ts'
import { type Behaviour, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, type Workspace } from '../contract/engine/workspace.ts'

let space: Workspace
let authority: Authority
beforeAll(async () => {
  space = await createWorkspace(inject('posthorn'), { retrySchedule: [0] })
  authority = await createAuthority('Receivers')
})

interface Attempt {
  readonly errorKind: string | null
  /** 0 where there was none. */
  readonly status: number
  /** Characters of the answer that were kept. */
  readonly kept: number
  readonly ms: number
}

const MEGABYTES = Buffer.alloc(10 * 1024 * 1024, 'x')
/** A hundred kilobytes that unpack to a hundred megabytes. */
const BOMB = gzipSync(Buffer.alloc(100 * 1024 * 1024))
const GZIP = { 'content-encoding': 'gzip', 'content-type': 'application/json' }
/** An attempt has fifteen seconds. */
const CUT_MS = 14_900

let names = 0

/** A consumer that gets messages of its own type only. */
async function addConsumer(url: string, ca?: string) {
  const type = `verdict.n${names++}`
  const { id } = await space.svix.endpoint.create(space.app, { url, filterTypes: [type] })
  if (ca !== undefined) await space.call('PUT', `/api/v1/app/${space.app}/endpoint/${id}/ca`, { cert: ca })
  return { id, type }
}

/** What is on record of the only attempt of a fresh message. */
async function attemptOf({ id, type }: { id: string; type: string }): Promise<Attempt> {
  const message = await space.send(type)
  const [attempt] = await space.attempts(message, id, ({ length }) => length === 1, 25_000)
  const [detail] = await space.details(message)
  return {
    errorKind: detail?.errorKind ?? null,
    status: attempt?.responseStatusCode ?? -1,
    kept: attempt?.response.length ?? -1,
    ms: attempt?.responseDurationMs ?? -1,
  }
}

async function answered(behave: Behaviour, tls?: { key: string; cert: string; ca?: string }): Promise<Attempt> {
  const receiver = await startReceiver({ behave, ...(tls === undefined ? {} : { tls }) })
  onTestFinished(() => receiver.close())
  return attemptOf(await addConsumer(`${receiver.url}/hook`, tls?.ca))
}

const identity = (host: string, days?: number) =>
  authority.issue({ name: 'receiver', names: [{ type: 'dns', value: host }], ...(days === undefined ? {} : { days }) })

test('each way to answer badly is recorded as what it was, and nobody else waits for it', async () => {
  const elsewhere = await startReceiver()
  onTestFinished(() => elsewhere.close())
  const ca = authority.cert
  const bad = {
    'drips its headers': answered({ mode: 'drip_headers' }),
    'drips its body': answered({ mode: 'drip', body: 'y'.repeat(60) }),
    'never answers': answered({ mode: 'hang' }),
    resets: answered({ mode: 'reset' }),
    'answers 10 MB': answered({ body: MEGABYTES }),
    'fails with 10 MB': answered({ status: 500, body: MEGABYTES }),
    'answers a zip bomb': answered({ headers: GZIP, body: BOMB }),
    redirects: answered({ status: 302, headers: { location: elsewhere.url }, body: 'moved' }),
    'has headers without end': answered({ headers: { 'x-long': 'x'.repeat(20_000) } }),
    'is not there': attemptOf(await addConsumer(`http://127.0.0.1:${await findFreePort()}/hook`)),
    'has an expired certificate': answered({}, { ...(await identity('localhost', 1)), ca }),
    'has a certificate of nobody': answered({}, await identity('localhost')),
    'has a certificate for another': answered({}, { ...(await identity('other.example')), ca }),
    'has a good certificate': answered({}, { ...(await identity('localhost')), ca }),
  }
  const beside = await startReceiver()
  onTestFinished(() => beside.close())
  const good = await addConsumer(beside.url)
  const waits: number[] = []
  for (let n = 0; n < 20; n++) {
    const sentAt = Date.now()
    await space.send(good.type)
    const arrived = (await beside.waitFor(n + 1))[n]?.at.getTime() ?? Number.POSITIVE_INFINITY
    waits.push(arrived - sentAt)
  }
  expect(Math.max(...waits)).toBeLessThan(2_000)

  const recorded = Object.fromEntries(
    await Promise.all(Object.entries(bad).map(async ([name, attempt]) => [name, await attempt] as const)),
  )
  expect(recorded).toMatchObject({
    'drips its headers': { errorKind: 'timeout', status: 0, kept: 0 },
    'drips its body': { errorKind: null, status: 200 },
    'never answers': { errorKind: 'timeout', status: 0, kept: 0 },
    resets: { errorKind: 'connect_reset', status: 0, kept: 0 },
    'answers 10 MB': { errorKind: null, status: 200, kept: 1024 },
    'fails with 10 MB': { errorKind: 'http_5xx', status: 500, kept: 16 * 1024 },
    'answers a zip bomb': { errorKind: null, status: 200 },
    redirects: { errorKind: 'redirect', status: 302, kept: 5 },
    'has headers without end': { errorKind: 'protocol', status: 0, kept: 0 },
    'is not there': { errorKind: 'connect_refused', status: 0, kept: 0 },
    'has an expired certificate': { errorKind: 'tls_expired', status: 0 },
    'has a certificate of nobody': { errorKind: 'tls_untrusted', status: 0 },
    'has a certificate for another': { errorKind: 'tls_name_mismatch', status: 0 },
    'has a good certificate': { errorKind: null, status: 200 },
  })
  const slow = ['drips its headers', 'drips its body', 'never answers']
  for (const [name, { ms }] of Object.entries(recorded)) {
    if (slow.includes(name)) expect(ms, name).toBeGreaterThan(CUT_MS)
    else expect(ms, name).toBeLessThan(5_000)
  }
  // What dripped in until it was cut: one byte a second.
  expect(recorded['drips its body']?.kept).toBeGreaterThan(10)
  expect(recorded['drips its body']?.kept).toBeLessThanOrEqual(16)
  expect(recorded['answers a zip bomb']?.kept).toBeLessThanOrEqual(1024)
  expect(elsewhere.requests).toEqual([])
})
