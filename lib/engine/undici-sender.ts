import { Client, type Dispatcher, Pool } from 'undici'
import type { AddressGuard } from './address-guard.ts'
import { asksForCertificate } from './asks-for-certificate.ts'
import { certificateWanted } from './classify-error.ts'
import { Exchange, type Redo } from './exchange.ts'
import { type ConnectorSettings, createPinnedConnector, Link, type TlsSettings } from './pinned-connector.ts'
import type { OutgoingRequest, Sender, SendResult } from './ports.ts'

export interface UndiciSenderOptions {
  readonly guard: AddressGuard
  /** Refuse every `http:` URL. */
  readonly httpsOnly?: boolean
  /** HTTP proxy for everything that is sent, such as `http://user:secret@proxy:3128`. */
  readonly egressProxy?: string | null
  /** Origins whose connections are kept; the least recently used goes first. */
  readonly poolLimit?: number
}

interface Target {
  readonly origin: string
  readonly path: string
  readonly secure: boolean
}

interface PoolEntry {
  readonly pool: Pool
  readonly settings: ConnectorSettings
  readonly tls: TlsSettings
  /** Sends an exchange again on a connection of its own. */
  readonly redo: Redo
  /** Set on one that belongs to a consumer alone. */
  readonly consumerKey: number | null
}

/** How long a receiver may take to say that it wants a certificate. */
const LISTEN_MS = 1_000

/** Longer ones are read anew at each attempt. */
const LONGEST_KEPT_URL = 2048

const publicTrust: TlsSettings = { certificate: null, ca: null }

/** Sends over HTTP/1.1 with kept connections: one pool per origin, and pools of their own for consumers with TLS settings. */
export class UndiciSender implements Sender {
  readonly #options: UndiciSenderOptions
  readonly #proxy: URL | null
  readonly #poolLimit: number
  /** In order of last use. */
  readonly #pools = new Map<string, PoolEntry>()
  readonly #targets = new Map<string, Target>()
  #latest = ''

  constructor(options: UndiciSenderOptions) {
    this.#options = options
    this.#proxy = options.egressProxy ? new URL(options.egressProxy) : null
    this.#poolLimit = options.poolLimit ?? 4000
  }

  send(request: OutgoingRequest): Promise<SendResult> {
    const target = this.#target(request.url)
    if (target === null) return refused('protocol', `${request.url} is not an http or https URL.`)
    if (!target.secure && this.#options.httpsOnly === true) {
      return refused('https_required', 'Only https URLs are allowed in this installation.')
    }
    const entry = this.#entry(request, target)
    return new Promise((finish) => {
      const exchange = new Exchange(request, target.path, target.secure, entry.redo, (result) =>
        finish(
          isUnexplainedReset(result) && entry.tls.certificate === null
            ? explain(result, request, target, entry)
            : result,
        ),
      )
      entry.pool.dispatch(exchange, exchange)
    })
  }

  forget(consumerKey: number): void {
    for (const [key, entry] of this.#pools) {
      if (entry.consumerKey === consumerKey) this.#drop(key, entry)
    }
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()]
    this.#pools.clear()
    await Promise.all(pools.map(({ pool }) => pool.close()))
  }

  #target(url: string): Target | null {
    const known = this.#targets.get(url)
    if (known !== undefined) return known
    if (!URL.canParse(url)) return null
    const { origin, protocol, pathname, search } = new URL(url)
    if (protocol !== 'http:' && protocol !== 'https:') return null
    const target = { origin, path: pathname + search, secure: protocol === 'https:' }
    // URLs that transformations compute may never repeat, and be long: start over instead of growing.
    if (this.#targets.size >= 10_000) this.#targets.clear()
    if (url.length <= LONGEST_KEPT_URL) this.#targets.set(url, target)
    return target
  }

  #entry({ consumer, useClientCertificate }: OutgoingRequest, { origin, secure }: Target): PoolEntry {
    const own = secure && useClientCertificate && (consumer.clientCertificate !== null || consumer.serverCa !== null)
    const key = own ? `${consumer.key} ${origin}` : origin
    const tls = own ? { certificate: consumer.clientCertificate, ca: consumer.serverCa } : publicTrust
    const known = this.#pools.get(key)
    if (known !== undefined && (!own || isSame(known.tls, tls))) {
      if (this.#latest !== key) this.#touch(key, known)
      return known
    }
    if (known !== undefined) this.#drop(key, known)
    return this.#add(key, origin, tls, own ? consumer.key : null)
  }

  #add(key: string, origin: string, tls: TlsSettings, consumerKey: number | null): PoolEntry {
    const settings = { guard: this.#options.guard, tls, proxy: this.#proxy }
    const pool = new Pool(origin, { ...clientOptions, factory: (url) => new LinkedClient(url, settings) })
    const redo: Redo = (exchange) => sendAlone(origin, settings, exchange)
    const entry = { pool, settings, tls, redo, consumerKey }
    this.#touch(key, entry)
    for (const [oldest, candidate] of this.#pools) {
      if (this.#pools.size <= this.#poolLimit) break
      this.#drop(oldest, candidate)
    }
    return entry
  }

  #touch(key: string, entry: PoolEntry): void {
    this.#pools.delete(key)
    this.#pools.set(key, entry)
    this.#latest = key
  }

  /** What is under way on it ends in its own time. */
  #drop(key: string, { pool }: PoolEntry): void {
    this.#pools.delete(key)
    if (this.#latest === key) this.#latest = ''
    void pool.close()
  }
}

/** Time-outs are off: an exchange has one timer of its own for everything. */
const clientOptions = {
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 30_000,
  keepAliveMaxTimeout: 120_000,
  maxHeaderSize: 16 * 1024,
} as const

/** One connection at a time, which its exchanges can see. */
class LinkedClient extends Client {
  readonly #link: Link

  constructor(origin: string | URL, settings: ConnectorSettings) {
    const link = new Link()
    super(origin, { ...clientOptions, connect: createPinnedConnector(settings, link) })
    this.#link = link
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (options instanceof Exchange) options.attach(this.#link)
    return super.dispatch(options, handler)
  }
}

function sendAlone(origin: string, settings: ConnectorSettings, exchange: Exchange): void {
  const client = new LinkedClient(origin, settings)
  client.dispatch(exchange, exchange)
  void client.close()
}

/** A fresh connection that was closed without a word although the handshake had succeeded. */
function isUnexplainedReset({ error, tlsVersion, reusedConnection }: SendResult): boolean {
  return error?.kind === 'connect_reset' && tlsVersion === 'TLSv1.3' && !reusedConnection
}

async function explain(
  result: SendResult,
  { timeoutMs }: OutgoingRequest,
  { origin }: Target,
  { settings }: PoolEntry,
): Promise<SendResult> {
  const listenMs = Math.min(LISTEN_MS, timeoutMs - result.timings.total)
  if (listenMs <= 0 || !(await asksForCertificate(origin, settings, listenMs))) return result
  return { ...result, error: certificateWanted }
}

function isSame(one: TlsSettings, other: TlsSettings): boolean {
  if (one.ca !== other.ca) return false
  return one.certificate?.cert === other.certificate?.cert && one.certificate?.key === other.certificate?.key
}

function refused(kind: 'protocol' | 'https_required', detail: string): Promise<SendResult> {
  return Promise.resolve({
    statusCode: null,
    headers: {},
    body: '',
    error: { kind, detail },
    timings: { dns: null, connect: null, tls: null, firstByte: null, total: 0 },
    reusedConnection: false,
    remoteAddress: null,
    tlsVersion: null,
  })
}
