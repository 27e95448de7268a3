import type { ServerOptions } from 'node:https'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAddressGuard } from '#lib/engine/address-guard.ts'
import { inspectTls, type TlsQuestion } from '#lib/engine/inspect-tls.ts'
import { type Authority, createAuthority, type Identity } from '#tests/support/certificates.ts'
import { startRawReceiver, startReceiver } from './receivers.ts'
import { loopbackGuard } from './requests.ts'

let authority: Authority
let server: Identity
let client: Identity

beforeAll(async () => {
  authority = await createAuthority('Test authority')
  server = await authority.issue({ name: 'receiver.test', names: [{ type: 'dns', value: 'receiver.test' }] })
  client = await authority.issue({ name: 'posthorn' })
})

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

async function inspect(tls: ServerOptions | undefined, changes: Partial<TlsQuestion> = {}) {
  const receiver = await startReceiver((_, response) => response.writeHead(401).end(), tls)
  cleanups.push(() => receiver.close())
  const url = `${tls === undefined ? 'http' : 'https'}://receiver.test:${receiver.port}/hook`
  const fixed = { url, identity: client, ca: authority.cert, guard: loopbackGuard(), timeoutMs: 5000 }
  return inspectTls({ ...fixed, ...changes })
}

const states = (report: Awaited<ReturnType<typeof inspect>>) =>
  report.steps.map(({ name, state }) => `${name} ${state}`)

describe('a connection test', () => {
  it('shows in five steps what each side presented', async () => {
    const report = await inspect({ ...server, ca: authority.cert, requestCert: true })
    expect(report).toMatchObject({ ok: true, tlsVersion: 'TLSv1.3', remoteAddress: '127.0.0.1', statusCode: 401 })
    expect(states(report)).toEqual(['dns ok', 'connect ok', 'server ok', 'client ok', 'request ok'])
    expect(report.steps[2]?.certificate?.subject).toBe('CN=receiver.test')
    expect(report.steps[3]?.certificate?.subject).toBe('CN=posthorn')
    expect(report.steps[2]?.detail).toMatch(/^trusted, valid until \d{4}-\d\d-\d\d$/)
    expect(report.steps[4]?.detail).toBe('answered 401')
  })

  it('sends nothing where it is only to connect', async () => {
    const received: string[] = []
    const receiver = await startReceiver((request, response) => {
      received.push(request.url ?? '')
      response.end()
    }, server)
    cleanups.push(() => receiver.close())
    const report = await inspect(undefined, {
      url: `https://receiver.test:${receiver.port}/hook`,
      body: null,
      identity: null,
    })
    expect(states(report)).toEqual(['dns ok', 'connect ok', 'server ok', 'client skipped', 'request skipped'])
    expect(report).toMatchObject({ ok: true, statusCode: null })
    expect(received).toEqual([])
  })

  it('shows the certificate of the receiver even when it is not trusted', async () => {
    const report = await inspect(server, { ca: null })
    expect(states(report)).toEqual(['dns ok', 'connect ok', 'server failed', 'client skipped', 'request skipped'])
    expect(report.steps[2]).toMatchObject({
      error: { kind: 'tls_untrusted' },
      certificate: { subject: 'CN=receiver.test', issuer: 'CN=Test authority' },
    })
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('puts a refusal of our certificate at our step (%s)', async (maxVersion) => {
    const stranger = await createAuthority('Another authority')
    const identity = await stranger.issue({ name: 'posthorn' })
    const tls = { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: true, maxVersion }
    const report = await inspect(tls, { identity })
    expect(states(report)).toEqual(['dns ok', 'connect ok', 'server ok', 'client failed', 'request skipped'])
    expect(report.steps[3]).toMatchObject({ error: { kind: 'tls_client_cert_rejected' } })
    expect(report.steps[3]?.certificate?.issuer).toBe('CN=Another authority')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'says that a certificate is wanted where there is none (%s)',
    async (maxVersion) => {
      const tls = { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: true, maxVersion }
      const report = await inspect(tls, { identity: null })
      expect(states(report)).toEqual(['dns ok', 'connect ok', 'server ok', 'client failed', 'request skipped'])
      expect(report.steps[3]?.detail).toBe('The receiver asks for a client certificate, and none was presented.')
      expect(report.steps[2]?.certificate?.subject).toBe('CN=receiver.test')
    },
  )

  it('stops at the address guard', async () => {
    const report = await inspect(server, { guard: createAddressGuard(), url: 'https://127.0.0.1:1/' })
    expect(report.steps[0]).toMatchObject({ state: 'failed', error: { kind: 'blocked_address' } })
    expect(report.ok).toBe(false)
  })

  it('leaves the proofs out over plain http', async () => {
    const report = await inspect(undefined)
    expect(states(report)).toEqual(['dns ok', 'connect ok', 'server skipped', 'client skipped', 'request ok'])
  })

  it('gives a receiver that says nothing up in time', async () => {
    const silent = await startRawReceiver(() => {})
    cleanups.push(() => silent.close())
    const report = await inspect(server, { url: `https://receiver.test:${silent.port}/`, timeoutMs: 150 })
    expect(report.steps[2]).toMatchObject({ state: 'failed', error: { kind: 'connect_timeout' } })
  })
})
