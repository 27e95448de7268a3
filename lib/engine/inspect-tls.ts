import type { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { type buildConnector, Client } from 'undici'
import type { AddressGuard } from './address-guard.ts'
import { asksForCertificate } from './asks-for-certificate.ts'
import { type CertificateFacts, certificateFacts, readCertificateFacts } from './certificate-facts.ts'
import { certificateWanted, classifyError, classifyTimeout, type SendError } from './classify-error.ts'
import type { ConnectPhase } from './connect-failure.ts'
import { createPinnedConnector, Link, type TlsSettings } from './pinned-connector.ts'

export interface TlsQuestion {
  readonly url: string
  readonly identity: TlsSettings['certificate']
  /** PEM of a private authority, or null for the public ones. */
  readonly ca: string | null
  readonly guard: AddressGuard
  readonly egressProxy?: string | null
  readonly timeoutMs: number
  /** What is posted once the handshake is done; `{}` when left out. With null nothing is. */
  readonly body?: string | null
  readonly headers?: readonly (readonly [string, string])[]
}

export type TlsStepName = 'dns' | 'connect' | 'server' | 'client' | 'request'

/** One step of a connection test. `skipped`: it does not apply, or an earlier step failed. */
export interface TlsStep {
  readonly name: TlsStepName
  readonly state: 'ok' | 'failed' | 'skipped'
  readonly ms: number | null
  /** A few words: the address, until when the certificate is valid, the status, or why it failed. */
  readonly detail: string
  readonly error: SendError | null
  /** The certificate that this side presented, where one was. */
  readonly certificate: CertificateFacts | null
}

export interface TlsReport {
  readonly ok: boolean
  /** Always these five: dns, connect, server, client, request. */
  readonly steps: readonly TlsStep[]
  readonly tlsVersion: string | null
  readonly remoteAddress: string | null
  readonly statusCode: number | null
}

interface Course {
  readonly link: Link
  socket: Socket | null
  server: X509Certificate | null
  statusCode: number | null
  error: SendError | null
  /** Ms from the written request to the response headers. */
  requestMs: number | null
}

/**
 * Connects as a delivery would, posts once, and says for each step what each side presented and why it failed. @throws
 * TypeError when the URL is none
 */
export async function inspectTls(question: TlsQuestion): Promise<TlsReport> {
  const course = await follow(question)
  const steps = describeSteps(question, course)
  return {
    ok: steps.every((step) => step.state !== 'failed'),
    steps,
    tlsVersion: course.link.tlsVersion,
    remoteAddress: course.link.remoteAddress,
    statusCode: course.statusCode,
  }
}

async function follow(question: TlsQuestion): Promise<Course> {
  const link = new Link()
  const course: Course = { link, socket: null, server: null, statusCode: null, error: null, requestMs: null }
  const connect = connectorFor(question, course)
  const client = new Client(new URL(question.url).origin, { connect, headersTimeout: 0, bodyTimeout: 0 })
  const began = performance.now()
  const timer = setTimeout(() => {
    course.error ??= classifyTimeout(link.phase, question.timeoutMs)
    link.cancel()
    void client.destroy()
  }, question.timeoutMs)
  try {
    if (question.body === null) await connectOnly(question.url, connect)
    else await post(question, course, client, began)
  } catch (error) {
    const offeredCertificate = question.identity !== null && isSecure(question.url)
    course.error ??= classifyError(error, { ...link.context(question.timeoutMs), offeredCertificate })
  } finally {
    clearTimeout(timer)
    await client.destroy()
  }
  if (course.error?.kind === 'connect_reset' && link.tlsVersion === 'TLSv1.3' && question.identity === null) {
    if (await asksForCertificate(question.url, settingsOf(question), question.timeoutMs))
      course.error = certificateWanted
  }
  return course
}

async function post(question: TlsQuestion, course: Course, client: Client, began: number): Promise<void> {
  const { pathname, search } = new URL(question.url)
  const headers = ['content-type', 'application/json', ...(question.headers ?? []).flat()]
  const path = pathname + search
  const response = await client.request({ method: 'POST', path, headers, body: question.body ?? '{}' })
  course.statusCode = response.statusCode
  const handshake = (course.link.dns ?? 0) + (course.link.connect ?? 0) + (course.link.tls ?? 0)
  course.requestMs = performance.now() - began - handshake
  response.body.on('error', () => {}).destroy()
}

function connectOnly(url: string, connect: buildConnector.connector): Promise<void> {
  const { hostname, port, protocol } = new URL(url)
  return new Promise((resolve, reject) => {
    connect({ hostname: hostname.replace(/^\[|\]$/g, ''), port, protocol }, (...[error, socket]) => {
      socket?.destroy()
      error === null ? resolve() : reject(error)
    })
  })
}

function settingsOf({ guard, identity, ca, egressProxy }: TlsQuestion) {
  return { guard, tls: { certificate: identity, ca }, proxy: egressProxy ? new URL(egressProxy) : null }
}

function connectorFor(question: TlsQuestion, course: Course): buildConnector.connector {
  const onServerCertificate = (certificate: X509Certificate) => {
    course.server = certificate
  }
  const connect = createPinnedConnector({ ...settingsOf(question), onServerCertificate }, course.link)
  return (target, callback) =>
    connect(target, (...outcome) => {
      course.socket = outcome[1]
      callback(...outcome)
    })
}

/** The step each phase of a failure belongs to; a refused client certificate can show up after the handshake too. */
function failedStep({ link, error }: Course): TlsStepName | null {
  if (error === null) return null
  if (error.kind === 'tls_client_cert_rejected') return 'client'
  if (error.kind === 'blocked_address') return 'dns'
  const steps: Readonly<Record<ConnectPhase, TlsStepName>> = {
    dns: 'dns',
    connect: 'connect',
    tls: 'server',
    response: 'request',
  }
  return steps[link.phase]
}

const order: readonly TlsStepName[] = ['dns', 'connect', 'server', 'client', 'request']

function describeSteps(question: TlsQuestion, course: Course): readonly TlsStep[] {
  const failed = failedStep(course)
  const failedAt = failed === null ? order.length : order.indexOf(failed)
  return order.map((name, index) => {
    const certificate = presented(name, question, course)
    if (index > failedAt)
      return { name, state: 'skipped', ms: null, detail: 'not reached', error: null, certificate: null }
    const ms = duration(name, course)
    if (index === failedAt && course.error !== null) {
      return { name, state: 'failed', ms, detail: course.error.detail, error: course.error, certificate }
    }
    const detail = success(name, question, course)
    return { name, state: applies(name, question) ? 'ok' : 'skipped', ms, detail, error: null, certificate }
  })
}

function applies(name: TlsStepName, { url, identity, body }: TlsQuestion): boolean {
  if (name === 'request') return body !== null
  if (name === 'server') return isSecure(url)
  return name !== 'client' || (isSecure(url) && identity !== null)
}

function presented(name: TlsStepName, { url, identity }: TlsQuestion, { server }: Course): CertificateFacts | null {
  if (name === 'server' && server !== null) return certificateFacts(server)
  return name === 'client' && identity !== null && isSecure(url) ? readCertificateFacts(identity.cert) : null
}

function duration(name: TlsStepName, { link, requestMs }: Course): number | null {
  const times = { dns: link.dns, connect: link.connect, server: link.tls, client: null, request: requestMs }
  return times[name]
}

function success(name: TlsStepName, question: TlsQuestion, { link, server, socket, statusCode }: Course): string {
  switch (name) {
    case 'dns':
      return link.dns === null ? 'the URL names an address' : (link.remoteAddress ?? 'found')
    case 'connect':
      return `${link.remoteAddress}:${socket?.remotePort ?? ''}`
    case 'server':
      if (!isSecure(question.url)) return 'plain http: nobody proves anything'
      return server === null ? 'trusted' : `trusted, valid until ${new Date(server.validTo).toISOString().slice(0, 10)}`
    case 'client':
      return question.identity === null ? 'no certificate configured' : 'certificate presented and not refused'
    case 'request':
      return question.body === null ? 'nothing was sent' : `answered ${statusCode}`
  }
}

function isSecure(url: string): boolean {
  return url.startsWith('https:')
}
