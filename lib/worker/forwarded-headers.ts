import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

/** RFC 9110 §7.6.1: they belong to one connection and are not passed on. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
])

/** Tells whether a peer is a proxy whose `X-Forwarded-*` headers may be believed. */
export function createProxyTrust(subnets: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [address = '', prefix] = subnet.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    list.addSubnet(address, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family)
  }
  return (address) => {
    const plain = address.replace(/^::ffff:/, '')
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
  }
}

/** The headers of a request as web gets them; `X-Forwarded-*` of a stranger are replaced by what is known here. */
export function forwardedHeaders(
  request: IncomingMessage,
  requestId: string,
  isTrusted: (address: string) => boolean,
): OutgoingHttpHeaders {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const named = new Set((request.headers.connection ?? '').toLowerCase().split(/\s*,\s*/))
  const headers: OutgoingHttpHeaders = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (!HOP_BY_HOP.has(name) && !named.has(name) && value !== undefined) headers[name] = value
  }
  const trusted = isTrusted(peer)
  const { 'x-forwarded-for': chain, 'x-forwarded-proto': proto, 'x-forwarded-host': host } = request.headers
  headers['x-forwarded-for'] = trusted && chain !== undefined ? `${String(chain)}, ${peer}` : peer
  headers['x-forwarded-proto'] = trusted && proto !== undefined ? proto : 'http'
  headers['x-forwarded-host'] = trusted && host !== undefined ? host : (request.headers.host ?? '')
  delete headers.forwarded
  headers['x-request-id'] = requestId
  return headers
}

/** Response headers without those of the connection to web. */
export function withoutHopByHop(headers: IncomingMessage['headers']): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)))
}
