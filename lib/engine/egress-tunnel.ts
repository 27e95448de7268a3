import { once } from 'node:events'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Socket } from 'node:net'
import { ConnectFailure } from './connect-failure.ts'
import type { ResolvedAddress } from './resolve-name.ts'

/**
 * A connection to a checked address through an HTTP proxy (CONNECT, RFC 9110 9.3.6). The proxy gets the address and
 * never the name, so that it cannot resolve it to something else.
 */
export async function openTunnel(proxy: URL, to: ResolvedAddress, port: number, signal: AbortSignal): Promise<Socket> {
  const authority = to.family === 6 ? `[${to.address}]:${port}` : `${to.address}:${port}`
  const send = proxy.protocol === 'https:' ? requestHttps : requestHttp
  const request = send({
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path: authority,
    headers: { host: authority, ...authorization(proxy) },
    agent: false,
  })
  request.on('error', () => {})
  request.on('response', (response) => response.destroy())
  request.end()
  try {
    const [response, socket, head]: unknown[] = await once(request, 'connect', { signal })
    const status = statusOf(response)
    if (!(socket instanceof Socket))
      throw new ConnectFailure('connect', 'protocol', 'The egress proxy sent no connection.')
    socket.on('error', () => {})
    if (status >= 200 && status < 300) {
      if (head instanceof Buffer && head.length > 0) socket.unshift(head)
      return socket
    }
    socket.destroy()
    throw new ConnectFailure('connect', 'connect_refused', `The egress proxy answered ${status} for ${authority}.`)
  } catch (error) {
    request.destroy()
    if (error instanceof ConnectFailure || signal.aborted) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConnectFailure('connect', 'connect_refused', `The egress proxy cannot be used: ${reason}.`, error)
  }
}

function statusOf(response: unknown): number {
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return 0
  return typeof response.statusCode === 'number' ? response.statusCode : 0
}

function authorization(proxy: URL): Record<string, string> {
  if (proxy.username === '') return {}
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
