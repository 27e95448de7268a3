import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import { forwardedHeaders, withoutHopByHop } from './forwarded-headers.ts'
import { StaticFiles } from './static-files.ts'

const RETRY_AFTER_SECONDS = 2
/** Shorter than web's own (`--keepAliveTimeout`), so that no request meets a socket that web is closing. */
const IDLE_SOCKET_MS = 30_000
const GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND'])

export interface WebProxyOptions {
  /** `http://127.0.0.1:…`, or null where this worker has no web beside it. */
  readonly origin: string | null
  readonly isTrusted: (address: string) => boolean
}

/** Passes everything but the hot paths to web: streaming both ways, event streams and upgrades included. */
export class WebProxy {
  readonly #origin: URL | null
  readonly #isTrusted: (address: string) => boolean
  readonly #files = new StaticFiles()
  readonly #agent = new http.Agent({ keepAlive: true, maxFreeSockets: 64, timeout: IDLE_SOCKET_MS })

  constructor(options: WebProxyOptions) {
    this.#origin = options.origin === null ? null : new URL(options.origin)
    this.#isTrusted = options.isTrusted
  }

  forward(request: IncomingMessage, response: ServerResponse, requestId: string, isRetry = false): void {
    const origin = this.#origin
    if (origin === null) {
      answerAway(request, response, requestId, 404, 'This worker has no dashboard beside it.')
      return
    }
    const isFile = this.#files.takes(request)
    if (isFile && this.#files.answer(request, response)) return
    const headers = forwardedHeaders(request, requestId, this.#isTrusted)
    if (isFile) {
      headers['accept-encoding'] = 'identity'
      delete headers['if-none-match']
    }
    const upstream = http.request({
      host: origin.hostname,
      port: origin.port,
      method: request.method,
      path: request.url,
      headers,
      agent: this.#agent,
    })
    upstream.on('response', (answer) => {
      if (isFile && this.#files.mayKeep(answer)) {
        const passed = this.#files.pass(request.url ?? '', answer, withoutHopByHop(answer.headers), response)
        passed.catch(() => response.destroy())
        return
      }
      response.writeHead(answer.statusCode ?? 502, withoutHopByHop(answer.headers))
      // An event stream shows its first byte at once.
      response.flushHeaders()
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (response.headersSent) return response.destroy()
      // Web closed an idle connection as the request went out: it was never read, so one without a body goes again.
      const isUnread = upstream.reusedSocket && (request.method === 'GET' || request.method === 'HEAD')
      if (isUnread && !isRetry) return this.forward(request, response, requestId, true)
      const starting = GONE.has(error.code ?? '')
      const detail = starting ? 'The dashboard is starting. Try again in a moment.' : 'The dashboard did not answer.'
      answerAway(request, response, requestId, starting ? 503 : 502, detail)
    })
    response.on('close', () => {
      upstream.destroy()
      // What web did not read is read here, or the next request of the connection would wait behind it for good.
      request.unpipe(upstream).resume()
    })
    request.pipe(upstream)
  }

  /** WebSocket and other upgrades (hot reloading in development). */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, requestId: string): void {
    const origin = this.#origin
    if (origin === null) return void socket.destroy()
    const upstream = net.connect(Number(origin.port || 80), origin.hostname, () => {
      const headers: OutgoingHttpHeaders = {
        ...forwardedHeaders(request, requestId, this.#isTrusted),
        connection: 'upgrade',
        upgrade: request.headers.upgrade,
      }
      const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`))
      upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      upstream.write(head)
      socket.pipe(upstream).pipe(socket)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  }

  close(): void {
    this.#agent.destroy()
  }
}

function answerAway(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  status: number,
  detail: string,
) {
  const wantsPage = (request.headers.accept ?? '').includes('text/html')
  const body = wantsPage
    ? `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="${RETRY_AFTER_SECONDS}"><title>Posthorn</title><p>${detail}</p>`
    : JSON.stringify({ code: status === 404 ? 'not_found' : 'unavailable', detail, requestId })
  request.resume()
  const headers: OutgoingHttpHeaders = {
    'content-type': wantsPage ? 'text/html; charset=utf-8' : 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-request-id': requestId,
  }
  if (status !== 404) headers['retry-after'] = String(RETRY_AFTER_SECONDS)
  response.writeHead(status, headers)
  response.end(body)
}
