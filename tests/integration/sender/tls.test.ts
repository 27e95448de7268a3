import type { ServerOptions } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DeliveryConsumer, SendResult } from '#lib/engine/index.ts'
import { UndiciSender } from '#lib/engine/undici-sender.ts'
import { type Authority, createAuthority, type Identity } from '#tests/support/certificates.ts'
import { connectionsFreed, startRawReceiver, startReceiver } from './receivers.ts'
import { consumerWith, loopbackGuard, requestTo } from './requests.ts'

let authority: Authority
let stranger: Authority
let server: Identity
let client: Identity

beforeAll(async () => {
  authority = await createAuthority('Test authority')
  stranger = await createAuthority('Another authority')
  server = await authority.issue({ name: 'receiver.test', names: [{ type: 'dns', value: 'receiver.test' }] })
  client = await authority.issue({ name: 'posthorn' })
})

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

function newSender(): UndiciSender {
  const sender = new UndiciSender({ guard: loopbackGuard() })
  cleanups.push(() => sender.close())
  return sender
}

interface Setting {
  readonly tls?: ServerOptions
  readonly host?: string
  readonly consumer?: Partial<DeliveryConsumer>
  readonly useClientCertificate?: boolean
  readonly sender?: UndiciSender
}

async function secureReceiver(tls: ServerOptions = server) {
  const names: (string | false | null)[] = []
  const subjects: string[] = []
  const receiver = await startReceiver((request, response) => {
    const socket: TLSSocket = Object(request.socket)
    names.push(socket.servername)
    subjects.push(String(socket.getPeerCertificate().subject?.CN ?? ''))
    response.end('ok')
  }, tls)
  cleanups.push(() => receiver.close())
  return { ...receiver, names, subjects }
}

async function send({ tls, host, consumer, useClientCertificate = true, sender }: Setting): Promise<SendResult> {
  const { port } = await secureReceiver(tls)
  return (sender ?? newSender()).send(
    requestTo(`https://${host ?? 'receiver.test'}:${port}/`, {
      consumer: consumerWith({ serverCa: authority.cert, ...consumer }),
      useClientCertificate,
    }),
  )
}

describe('over TLS', () => {
  it('the name is presented and checked, and version, address and times are recorded', async () => {
    const { port, names } = await secureReceiver()
    const consumer = consumerWith({ serverCa: authority.cert })
    const sender = newSender()
    const result = await sender.send(requestTo(`https://receiver.test:${port}/`, { consumer }))
    expect(result).toMatchObject({ statusCode: 200, error: null, tlsVersion: 'TLSv1.3', remoteAddress: '127.0.0.1' })
    expect(result.timings.tls).toBeGreaterThan(0)
    expect(names).toEqual(['receiver.test'])
    await connectionsFreed()
    const again = await sender.send(requestTo(`https://receiver.test:${port}/`, { consumer }))
    expect(again).toMatchObject({ reusedConnection: true, tlsVersion: 'TLSv1.3', timings: { tls: null } })
  })

  it('an address can be the name in a certificate', async () => {
    const tls = await authority.issue({ name: 'address', names: [{ type: 'ip', value: '127.0.0.1' }] })
    expect(await send({ tls, host: '127.0.0.1' })).toMatchObject({ statusCode: 200, error: null })
  })

  it('a certificate of an unknown authority is not trusted', async () => {
    expect((await send({ consumer: { serverCa: null } })).error?.kind).toBe('tls_untrusted')
    expect((await send({ consumer: { serverCa: stranger.cert } })).error?.kind).toBe('tls_untrusted')
  })

  it('a self-signed certificate is not trusted', async () => {
    const { error } = await send({ tls: { cert: stranger.cert, key: stranger.key } })
    expect(error).toEqual({
      kind: 'tls_untrusted',
      detail: "The receiver's certificate is not trusted: it is self-signed.",
    })
  })

  it.each([
    ['has expired', { startsInDays: -90, days: 30 }],
    ['is not valid yet', { startsInDays: 10, days: 30 }],
  ])('a certificate that %s is told apart', async (what, validity) => {
    const names = [{ type: 'dns', value: 'receiver.test' }] as const
    const tls = await authority.issue({ name: 'receiver.test', names, ...validity })
    const { error } = await send({ tls })
    expect(error).toEqual({ kind: 'tls_expired', detail: `The receiver's certificate ${what}.` })
  })

  it('a certificate for another name is refused, and the record says which', async () => {
    const { error } = await send({ host: 'other.test' })
    expect(error?.kind).toBe('tls_name_mismatch')
    expect(error?.detail).toContain('DNS:receiver.test')
  })

  it('versions before 1.2 are refused', async () => {
    const tls = { ...server, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    expect((await send({ tls })).error?.kind).toBe('tls_handshake')
    expect(await send({ tls: { ...server, maxVersion: 'TLSv1.2' } })).toMatchObject({ tlsVersion: 'TLSv1.2' })
  })

  it('a receiver that speaks plain http is told apart', async () => {
    const plain = await startReceiver((_, response) => response.end())
    cleanups.push(() => plain.close())
    expect((await newSender().send(requestTo(`https://127.0.0.1:${plain.port}/`))).error?.kind).toBe('tls_handshake')
  })

  it('a receiver that never shakes hands costs no more than the time-out', async () => {
    const silent = await startRawReceiver(() => {})
    cleanups.push(() => silent.close())
    const result = await newSender().send(requestTo(`https://127.0.0.1:${silent.port}/`, { timeoutMs: 150 }))
    expect(result.error?.kind).toBe('connect_timeout')
  })
})

describe('a receiver that wants a client certificate', () => {
  const wanting = (): ServerOptions => ({ ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: true })

  it('gets that of the consumer', async () => {
    const { port, subjects } = await secureReceiver(wanting())
    const consumer = consumerWith({ serverCa: authority.cert, clientCertificate: client })
    const result = await newSender().send(requestTo(`https://receiver.test:${port}/`, { consumer }))
    expect(result).toMatchObject({ statusCode: 200, error: null })
    expect(subjects).toEqual(['posthorn'])
  })

  // In 1.3 our request is on its way before the refusal comes, and the reset that answers it overtakes the alert.
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('says so to a consumer that has none (%s)', async (maxVersion) => {
    const { error } = await send({ tls: { ...wanting(), maxVersion } })
    expect(error).toEqual({
      kind: 'tls_client_cert_rejected',
      detail: 'The receiver asks for a client certificate, and none was presented.',
    })
  })

  it('is not taken for one that resets connections', async () => {
    const resetting = await startReceiver((request) => request.socket.destroy(), server)
    cleanups.push(() => resetting.close())
    const consumer = consumerWith({ serverCa: authority.cert })
    const { error } = await newSender().send(requestTo(`https://receiver.test:${resetting.port}/`, { consumer }))
    expect(error?.kind).toBe('connect_reset')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('refuses one of another authority (%s)', async (maxVersion) => {
    const clientCertificate = await stranger.issue({ name: 'posthorn' })
    const { error } = await send({ tls: { ...wanting(), maxVersion }, consumer: { clientCertificate } })
    expect(error?.kind).toBe('tls_client_cert_rejected')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('refuses one that has expired (%s)', async (maxVersion) => {
    const clientCertificate = await authority.issue({ name: 'posthorn', startsInDays: -90, days: 30 })
    const { error } = await send({ tls: { ...wanting(), maxVersion }, consumer: { clientCertificate } })
    expect(error?.kind).toBe('tls_client_cert_rejected')
  })

  it('does not get it over the connection of another consumer', async () => {
    const optional: ServerOptions = { ...wanting(), rejectUnauthorized: false }
    const { port, subjects } = await secureReceiver(optional)
    const sender = newSender()
    const serverCa = authority.cert
    const mine = consumerWith({ key: 1, serverCa, clientCertificate: client })
    const theirs = consumerWith({ key: 2, serverCa })
    for (const consumer of [mine, theirs]) await sender.send(requestTo(`https://receiver.test:${port}/`, { consumer }))
    expect(subjects).toEqual(['posthorn', ''])
  })

  it('does not get it after a transformation moved the request to another origin', async () => {
    const { port, subjects, connections } = await secureReceiver({ ...wanting(), rejectUnauthorized: false })
    const consumer = consumerWith({ serverCa: authority.cert, clientCertificate: client })
    const moved = requestTo(`https://receiver.test:${port}/`, { consumer, useClientCertificate: false })
    expect((await newSender().send(moved)).error?.kind).toBe('tls_untrusted')
    expect([connections(), subjects]).toEqual([1, []])
  })

  it('gets the new one on a fresh connection once it was replaced', async () => {
    const { port, subjects } = await secureReceiver({ ...wanting(), rejectUnauthorized: false })
    const sender = newSender()
    const serverCa = authority.cert
    const url = `https://receiver.test:${port}/`
    const renewed = await authority.issue({ name: 'renewed' })
    await sender.send(requestTo(url, { consumer: consumerWith({ serverCa, clientCertificate: client }) }))
    await sender.send(requestTo(url, { consumer: consumerWith({ serverCa, clientCertificate: renewed }) }))
    expect(subjects).toEqual(['posthorn', 'renewed'])
    await connectionsFreed()
    sender.forget(1)
    const third = await sender.send(
      requestTo(url, { consumer: consumerWith({ serverCa, clientCertificate: renewed }) }),
    )
    expect(third.reusedConnection).toBe(false)
  })
})
