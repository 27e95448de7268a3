import { Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectionTestViewSchema } from '#lib/domain/tls/schemas.ts'
import { type Authority, createAuthority, type Identity } from '#tests/support/certificates.ts'
import { type ReceivedRequest, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, poll, type Workspace } from './workspace.ts'

let servers: Authority
let clients: Authority
let receiver: Receiver
let space: Workspace
beforeAll(async () => {
  servers = await createAuthority('Receivers')
  clients = await createAuthority('Senders')
  receiver = await startReceiver({ tls: { ...(await issueServer({})), clientCa: clients.cert } })
  space = await createWorkspace(inject('posthorn'), { retrySchedule: [0] })
})
afterAll(() => receiver.close())

const DAY_S = 86_400

function issueServer(more: { days?: number; host?: string }): Promise<Identity> {
  const { host = 'localhost', ...validity } = more
  return servers.issue({ name: 'receiver', names: [{ type: 'dns', value: host }], ...validity })
}

interface Setup {
  readonly path?: string
  readonly identity?: Identity | undefined
  readonly ca?: string | null
  readonly to?: Receiver
}

/** A consumer of its own event type, with what was uploaded for it. */
async function addConsumer({ path = 'hook', identity, ca = servers.cert, to = receiver }: Setup) {
  const type = `tls.${path.replaceAll('-', '_')}`
  const { id } = await space.svix.endpoint.create(space.app, { url: `${to.url}/${path}`, filterTypes: [type] })
  const base = `/api/v1/app/${space.app}/endpoint/${id}`
  const upload = ({ key, cert }: Identity) => space.call('PUT', `${base}/mtls`, { identity: `${key}\n\n${cert}` })
  if (identity !== undefined) await upload(identity)
  if (ca !== null) await space.call('PUT', `${base}/ca`, { cert: ca })
  return {
    id,
    upload,
    send: () => space.send(type, { n: 1 }),
    test: async () => connectionTestViewSchema.parse(await space.call('POST', `${base}/test-connection`)),
  }
}

/** The kind of error that the only attempt of a fresh message ended with. */
async function errorOf({ id, send }: Awaited<ReturnType<typeof addConsumer>>): Promise<string | null | undefined> {
  const message = await send()
  await space.attempts(message, id, ({ length }) => length === 1)
  const [attempt] = await space.details(message)
  return attempt?.errorKind
}

const of = (message: string) => (request: ReceivedRequest) => request.headers['webhook-id'] === message

describe('a receiver that demands a client certificate', () => {
  it('gets the message, signed, from the consumer whose certificate it knows', async () => {
    const { id, send } = await addConsumer({ path: 'known', identity: await clients.issue({ name: 'posthorn' }) })
    const { key } = await space.svix.endpoint.getSecret(space.app, id)
    const message = await send()
    const [request] = await receiver.waitFor(1, { matching: of(message) })
    expect(request).toMatchObject({ clientSubject: 'posthorn', path: '/known' })
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
    const signed = Object.fromEntries(names.map((name) => [name, String(request?.headers[name])]))
    expect(new Webhook(key).verify(String(request?.body), signed)).toEqual({ n: 1 })
    const [attempt] = await space.attempts(message, id, ({ length }) => length === 1)
    expect(attempt).toMatchObject({ responseStatusCode: 200 })
    const [detail] = await space.details(message)
    expect(detail?.tlsVersion).toBe('TLSv1.3')
  })

  it('refuses everything else, and each attempt says that the certificate was refused', async () => {
    const stranger = await createAuthority('Somebody else')
    const endsAt = Date.now() + 3_000
    const days = 1 + 3 / DAY_S
    const short = await addConsumer({
      path: 'expired',
      identity: await clients.issue({ name: 'late', startsInDays: -1, days }),
    })
    const none = await addConsumer({ path: 'none' })
    const wrong = await addConsumer({ path: 'wrong', identity: await stranger.issue({ name: 'posthorn' }) })
    expect(await errorOf(none)).toBe('tls_client_cert_rejected')
    expect(await errorOf(wrong)).toBe('tls_client_cert_rejected')
    await poll(async () => (Date.now() > endsAt + 1_000 ? true : null), 'the certificate to expire')
    expect(await errorOf(short)).toBe('tls_client_cert_rejected')
    expect(receiver.requests.filter(({ path }) => ['/none', '/wrong', '/expired'].includes(path))).toEqual([])
  })

  it('sees the certificate of each consumer, though they share its origin, and a new one from the next message on', async () => {
    const a = await addConsumer({ path: 'pool-a', identity: await clients.issue({ name: 'team-a' }) })
    const b = await addConsumer({ path: 'pool-b', identity: await clients.issue({ name: 'team-b' }) })
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? a : b).send()))
    const arrived = await receiver.waitFor(20, { matching: ({ path }) => path.startsWith('/pool-') })
    const pairs = arrived.map(({ path, clientSubject }) => `${path} ${clientSubject}`)
    expect(new Set(pairs)).toEqual(new Set(['/pool-a team-a', '/pool-b team-b']))
    await a.upload(await clients.issue({ name: 'team-a-renewed' }))
    const [request] = await receiver.waitFor(1, { matching: of(await a.send()) })
    expect(request?.clientSubject).toBe('team-a-renewed')
  })
})

describe('the certificate of a receiver', () => {
  it.each([
    ['whose authority was not uploaded', {}, { ca: null }, 'tls_untrusted'],
    ['that has expired', { days: 10 }, {}, 'tls_expired'],
    ['for another name', { host: 'elsewhere.test' }, {}, 'tls_name_mismatch'],
  ])('%s is refused, and the attempt names the fault', async (_what, server, setup, kind) => {
    const to = await startReceiver({ tls: await issueServer(server) })
    const consumer = await addConsumer({ path: kind.replaceAll('_', '-'), to, ...setup })
    expect(await errorOf(consumer)).toBe(kind)
    expect(to.requests).toEqual([])
    await to.close()
  })
})

describe('a test of the connection', () => {
  it('shows what each side presented', async () => {
    const { test } = await addConsumer({ path: 'tested', identity: await clients.issue({ name: 'posthorn' }) })
    const report = await test()
    expect(report).toMatchObject({ ok: true, statusCode: 200, tlsVersion: 'TLSv1.3', remoteAddress: '127.0.0.1' })
    const presented = Object.fromEntries(report.steps.map(({ name, certificate }) => [name, certificate]))
    expect(presented.server).toMatchObject({ subject: 'CN=receiver', issuer: 'CN=Receivers' })
    expect(presented.client).toMatchObject({ subject: 'CN=posthorn', issuer: 'CN=Senders' })
  })

  it('names the step that failed and why', async () => {
    const failing = async (setup: Setup) => {
      const { test } = await addConsumer(setup)
      const report = await test()
      expect(report.ok).toBe(false)
      const failed = report.steps.find(({ state }) => state === 'failed')
      return [failed?.name, failed?.errorKind]
    }
    const stranger = await createAuthority('Somebody else')
    const wrong = await stranger.issue({ name: 'posthorn' })
    expect(await failing({ path: 'test-none' })).toEqual(['client', 'tls_client_cert_rejected'])
    expect(await failing({ path: 'test-wrong', identity: wrong })).toEqual(['client', 'tls_client_cert_rejected'])
    expect(await failing({ path: 'test-untrusted', ca: null })).toEqual(['server', 'tls_untrusted'])
  })
})
