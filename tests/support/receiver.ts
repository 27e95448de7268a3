import http from 'node:http'
import https from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'

/** A request exactly as it arrived. */
export type ReceivedRequest = {
  method: string
  path: string
  /** Names in lower case; repeated headers joined as Node joins them. */
  headers: http.IncomingHttpHeaders
  /** Names and values alternating, in their own case and order. */
  rawHeaders: string[]
  body: Buffer
  at: Date
  /** Subject of the client certificate, when one was presented. */
  clientSubject?: string
}

/**
 * What to answer. `hang` never answers; `reset` drops the connection; `drip` sends one byte of body a second,
 * `drip_headers` one byte of a header that does not end.
 */
export type Behaviour = {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
  delayMs?: number
  mode?: 'answer' | 'hang' | 'reset' | 'drip' | 'drip_headers'
}

export type ReceiverOptions = {
  behave?: Behaviour | ((request: ReceivedRequest, index: number) => Behaviour)
  /** HTTPS with this PEM identity; with `clientCa` a certificate signed by it is demanded (mutual TLS). */
  tls?: { key: string; cert: string; clientCa?: string }
}

export type Receiver = {
  url: string
  port: number
  requests: ReceivedRequest[]
  /** Changes the answers from the next request on. */
  behave: (behaviour: NonNullable<ReceiverOptions['behave']>) => void
  /** Resolves to the first `count` requests that match, as soon as they are there. @throws after `withinMs` */
  waitFor: (
    count: number,
    options?: { matching?: (request: ReceivedRequest) => boolean; withinMs?: number },
  ) => Promise<ReceivedRequest[]>
  close: () => Promise<void>
}

/** A consumer under control, on a free loopback port: records everything, answers as it is told (200 by default). */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  let behave = options.behave ?? {}
  const requests: ReceivedRequest[] = []
  const listeners = new Set<() => void>()
  const closing = new AbortController()
  const handle = async (incoming: http.IncomingMessage, response: http.ServerResponse) => {
    const request = await record(incoming)
    requests.push(request)
    const behaviour = typeof behave === 'function' ? behave(request, requests.length - 1) : behave
    for (const listener of [...listeners]) listener()
    await answer(response, behaviour, closing.signal)
  }
  const onRequest: http.RequestListener = (incoming, response) => {
    handle(incoming, response).catch(() => response.destroy()) // The sender hung up, or the receiver is closing.
  }
  const server = options.tls ? createTlsServer(options.tls, onRequest) : http.createServer(onRequest)
  const port = await listen(server)
  return {
    url: `${options.tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}`,
    port,
    requests,
    behave: (next) => {
      behave = next
    },
    waitFor: (count, { matching = () => true, withinMs = 15_000 } = {}) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = requests.filter(matching)
          if (found.length < count) return
          clearTimeout(timer)
          listeners.delete(look)
          resolve(found.slice(0, count))
        }
        const timer = setTimeout(() => {
          listeners.delete(look)
          const seen = requests.filter(matching).length
          reject(new Error(`the receiver got ${seen} of ${count} matching requests in ${withinMs} ms`))
        }, withinMs)
        listeners.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function createTlsServer(
  { key, cert, clientCa }: NonNullable<ReceiverOptions['tls']>,
  onRequest: http.RequestListener,
) {
  const demand = clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }
  return https.createServer({ key, cert, ...demand }, onRequest)
}

function listen(server: http.Server | https.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address && typeof address === 'object') resolve(address.port)
    })
  })
}

async function record(incoming: http.IncomingMessage): Promise<ReceivedRequest> {
  const at = new Date()
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const clientSubject = isTls(incoming.socket) ? incoming.socket.getPeerCertificate().subject?.CN : undefined
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    body: Buffer.concat(chunks),
    at,
    ...(typeof clientSubject === 'string' ? { clientSubject } : {}),
  }
}

function isTls(socket: object): socket is TLSSocket {
  return 'getPeerCertificate' in socket
}

async function answer(response: http.ServerResponse, behaviour: Behaviour, closing: AbortSignal) {
  const { status = 200, headers = {}, body = '', delayMs = 0, mode = 'answer' } = behaviour
  if (delayMs > 0) await delay(delayMs, undefined, { signal: closing })
  if (mode === 'hang') return
  if (mode === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  if (mode === 'drip_headers') {
    response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: ')
    await drip(Buffer.alloc(60, 'x'), (byte) => response.socket?.write(byte), closing)
    return
  }
  response.writeHead(status, headers)
  if (mode === 'drip') await drip(Buffer.from(body), (byte) => response.write(byte), closing)
  response.end(mode === 'drip' ? '' : body)
}

async function drip(bytes: Buffer, write: (byte: Buffer) => void, closing: AbortSignal) {
  for (const byte of bytes) {
    write(Buffer.of(byte))
    await delay(1_000, undefined, { signal: closing })
  }
}
