import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'
import type { AddressGuard } from './address-guard.ts'
import { ConnectFailure, type ConnectPhase } from './connect-failure.ts'
import { openTunnel } from './egress-tunnel.ts'
import type { ResolvedAddress } from './resolve-name.ts'

/**
 * What a consumer brings to the handshake: its own certificate, and the authority to trust instead of the public ones.
 */
export interface TlsSettings {
  readonly certificate: { readonly cert: string; readonly key: string } | null
  /** PEM. */
  readonly ca: string | null
}

export interface ConnectorSettings {
  readonly guard: AddressGuard
  readonly tls: TlsSettings
  /** HTTP proxy to reach the checked address through (CONNECT), or null. */
  readonly proxy: URL | null
  /** Told what the receiver presented, before it is judged. */
  readonly onServerCertificate?: (certificate: X509Certificate) => void
}

/** The connection of one undici client, as its connector and its exchanges see it. */
export class Link {
  phase: ConnectPhase = 'dns'
  /** Ms of the phases of the latest connect. */
  dns: number | null = null
  connect: number | null = null
  tls: number | null = null
  remoteAddress: string | null = null
  tlsVersion: string | null = null
  /** The receiver has shown its certificate, so what it refuses is ours. */
  sawCertificate = false
  /** Requests written on the connection so far. */
  exchanges = 0
  /** Gives a connect up that is under way. */
  cancel: () => void = () => {}

  /** Starts over for another connection of the same client. */
  restart(cancel: () => void): void {
    this.phase = 'dns'
    this.dns = null
    this.connect = null
    this.tls = null
    this.remoteAddress = null
    this.tlsVersion = null
    this.sawCertificate = false
    this.exchanges = 0
    this.cancel = cancel
  }

  /** What a failure of this connection is judged by. */
  context(timeoutMs: number) {
    return { phase: this.phase, sawCertificate: this.sawCertificate, timeoutMs }
  }
}

/** A connector for undici that connects to addresses the guard has checked, and writes down how it went. */
export function createPinnedConnector(settings: ConnectorSettings, link: Link): buildConnector.connector {
  return (target, callback) => {
    const controller = new AbortController()
    link.restart(() => controller.abort())
    open(target, settings, link, controller.signal).then(
      (socket) => callback(null, socket),
      (error) => callback(error instanceof Error ? error : new Error(String(error)), null),
    )
  }
}

/** Opens a connection phase by phase. @throws ConnectFailure, always */
async function open(
  { hostname, port, protocol }: buildConnector.Options,
  settings: ConnectorSettings,
  link: Link,
  signal: AbortSignal,
): Promise<Socket> {
  const secure = protocol === 'https:'
  try {
    const addresses = await timed(link, 'dns', () => resolve(hostname, settings.guard, signal))
    if (isIP(hostname) !== 0) link.dns = null
    const raw = await timed(link, 'connect', () =>
      openTcp(addresses, Number(port) || (secure ? 443 : 80), settings, signal),
    )
    link.remoteAddress = settings.proxy === null ? (raw.remoteAddress ?? null) : (addresses[0]?.address ?? null)
    const socket = secure ? await timed(link, 'tls', () => openTls(raw, hostname, settings, link, signal)) : raw
    link.tlsVersion = socket instanceof TLSSocket ? socket.getProtocol() : null
    link.phase = 'response'
    return socket
  } catch (error) {
    throw error instanceof ConnectFailure ? error : new ConnectFailure(link.phase, null, 'connect failed', error)
  }
}

async function timed<Result>(
  link: Link,
  phase: 'dns' | 'connect' | 'tls',
  run: () => Promise<Result>,
): Promise<Result> {
  link.phase = phase
  const began = performance.now()
  try {
    return await run()
  } finally {
    link[phase] = performance.now() - began
  }
}

async function resolve(
  hostname: string,
  guard: AddressGuard,
  signal: AbortSignal,
): Promise<readonly ResolvedAddress[]> {
  const found = await Promise.race([guard.resolve(hostname), aborted(signal)])
  switch (found.kind) {
    case 'allowed':
      return found.addresses
    case 'unresolved':
      throw new ConnectFailure('dns', 'dns', `${found.reason}.`)
    case 'blocked': {
      const literal = found.address === hostname ? '' : `${hostname} leads to `
      const detail = `${literal}${found.address} (${found.network}), where requests may not go.`
      throw new ConnectFailure('dns', 'blocked_address', detail)
    }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

async function openTcp(
  addresses: readonly ResolvedAddress[],
  port: number,
  { proxy }: ConnectorSettings,
  signal: AbortSignal,
): Promise<Socket> {
  const first = addresses[0]
  if (first === undefined) throw new ConnectFailure('dns', 'dns', 'The name has no address.')
  if (proxy !== null) return openTunnel(proxy, first, port, signal)
  const socket = connectTcp({ host: first.address, port, noDelay: true, keepAlive: true, ...several(addresses) })
  return ready(socket, 'connect', signal)
}

/** With more than one address Node tries them in turn (RFC 8305); the look-up it does for that is answered by us. */
function several(addresses: readonly ResolvedAddress[]): { host?: string; lookup?: LookupFunction } {
  if (addresses.length < 2) return {}
  const pinned = addresses.map(({ address, family }) => ({ address, family }))
  return { host: 'checked.invalid', lookup: (_name, _options, callback) => callback(null, pinned) }
}

async function openTls(
  raw: Socket,
  hostname: string,
  { tls, onServerCertificate }: ConnectorSettings,
  link: Link,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const socket = connectTls({
    socket: raw,
    // For the certificate check; SNI carries names only (RFC 6066).
    host: hostname,
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    ...(tls.ca === null ? {} : { ca: tls.ca }),
    ...(tls.certificate ?? {}),
  })
  const look = () => {
    const der = socket.getPeerCertificate()?.raw
    if (der === undefined) return
    link.sawCertificate = true
    onServerCertificate?.(new X509Certificate(der))
  }
  // In TLS 1.2 the receiver judges ours within the handshake: then there is no `secure`.
  socket.prependListener('error', look)
  // Before Node's own listener, which destroys the socket when it does not trust the certificate.
  if (onServerCertificate !== undefined) socket.prependListener('secure', look)
  return ready(socket, 'secureConnect', signal)
}

/** Waits for the event; a socket that fails first is destroyed. */
async function ready<Connected extends Socket>(
  socket: Connected,
  event: string,
  signal: AbortSignal,
): Promise<Connected> {
  // Without a listener of its own a late error of an abandoned socket would end the process.
  socket.on('error', () => {})
  try {
    await once(socket, event, { signal })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}
