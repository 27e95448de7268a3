import { randomBytes } from 'node:crypto'
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import { errorReply } from '#lib/api/core/error-response.ts'
import type { Reply } from '#lib/api/core/route.ts'
import { LARGEST_BODY } from '#lib/domain/sources/receive-body.ts'
import { type BodyAccount, BodyBudget } from './body-budget.ts'
import { answerHotRoute, type HotRequest, type HotRouteDeps, hotRouteOf } from './hot-routes.ts'
import { readRequestBody } from './read-request-body.ts'
import { readTarget } from './request-target.ts'
import type { WebProxy } from './web-proxy.ts'

/** Longer than publishers and load balancers keep idle connections; Node's 5 s resets them under load. */
const KEEP_ALIVE_MS = 120_000
/** Of bodies in hand at once: together with the dispatcher's budget far below the heap that the worker may take. */
const MOST_BYTES = 128 * 1024 * 1024
const PROCESS = randomBytes(6).toString('hex')
let nextRequest = 1
const REQUEST_ID = /^[\w.-]{8,64}$/

export interface FrontDoorOptions {
  readonly deps: HotRouteDeps
  readonly proxy: WebProxy
  readonly log: Logger
  /** Answers paths of the worker itself (metrics); null: not one of them. */
  readonly own: (request: IncomingMessage, path: string) => Promise<Reply> | null
  readonly onAnswer?: (route: 'receive' | 'create', status: number, ms: number) => void
  /** Bytes of bodies that may be in hand at once; what is more is refused with a time to come back. */
  readonly maxBytes?: number
  /** Passes WebSockets to web (hot reloading). Otherwise an offer to upgrade is ignored, which some clients always make. */
  readonly takesUpgrades?: boolean
}

/** The public listener: answers the two hot paths, passes the rest to web. */
export class FrontDoor {
  readonly #options: FrontDoorOptions
  readonly #server: http.Server
  readonly #sockets = new Set<Socket>()
  readonly #budget: BodyBudget
  #open = 0
  #draining = false
  #onQuiet: (() => void) | null = null

  constructor(options: FrontDoorOptions) {
    this.#options = options
    this.#budget = new BodyBudget(options.maxBytes ?? MOST_BYTES)
    this.#server = http.createServer({
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 20_000,
      requestTimeout: 60_000,
    })
    this.#server.on('request', (request, response) => void this.#answer(request, response))
    if (options.takesUpgrades === true)
      this.#server.on('upgrade', (request, socket, head) =>
        options.proxy.upgrade(request, socket, head, requestIdOf(request)),
      )
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  /** Resolves to the port. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => {
        const address = this.#server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
  }

  /**
   * Takes no more connections; resolves when every message in hand is answered. Proxied streams are cut, and bodies
   * that are still on their way: some never come.
   */
  async stop(): Promise<void> {
    this.#draining = true
    this.#server.close()
    this.#server.closeIdleConnections()
    if (this.#open > this.#budget.reading) await new Promise<void>((resolve) => (this.#onQuiet = resolve))
    this.#options.proxy.close()
    for (const socket of this.#sockets) socket.destroySoon()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { proxy, own, onAnswer, log } = this.#options
    const requestId = requestIdOf(request)
    const target = this.#targetOf(request, response, requestId)
    if (target === null) return
    const mark = target.indexOf('?')
    const path = mark === -1 ? target : target.slice(0, mark)
    const search = mark === -1 ? '' : target.slice(mark + 1)
    const route = hotRouteOf(request.method, path, request.headers)
    const mine = route === null ? own(request, path) : null
    if (route === null && mine === null) return proxy.forward(request, response, requestId)
    const started = performance.now()
    const arrival = new Arrival(request, requestId, search, this.#budget.open())
    this.#open++
    try {
      if (route === null) {
        if (mine !== null) this.#send(response, await mine)
        return
      }
      const reply = await answerHotRoute(route, arrival, this.#options.deps)
      this.#send(response, reply)
      onAnswer?.(route.kind, reply.status, performance.now() - started)
    } catch (error) {
      // The sender went away while it wrote: nobody is left to answer.
      log.debug({ err: error, requestId }, 'a request ended before it was read')
      response.destroy()
    } finally {
      arrival.close()
      this.#open--
      if (this.#open === this.#budget.reading) this.#onQuiet?.()
    }
  }

  /** The address asked for, which web is told as well; null when it was refused. */
  #targetOf(request: IncomingMessage, response: ServerResponse, requestId: string): string | null {
    try {
      request.url = readTarget(request)
      return request.url
    } catch (error) {
      request.resume()
      this.#send(response, errorReply(error, { requestId, log: this.#options.log }))
      return null
    }
  }

  #send(response: ServerResponse, { status, headers, body }: Reply): void {
    const text = body ?? ''
    if (this.#draining) response.setHeader('connection', 'close')
    const lines: (string | number)[] = ['content-length', Buffer.byteLength(text)]
    for (const name in headers) lines.push(name, headers[name] ?? '')
    response.writeHead(status, lines)
    response.end(text)
  }
}

/** A request in hand. A class, because each closure that gets a name costs a microsecond: tsx defines it by hand. */
class Arrival implements HotRequest {
  readonly requestId: string
  readonly search: string
  readonly headers: IncomingHttpHeaders
  readonly #request: IncomingMessage
  readonly #account: BodyAccount

  constructor(request: IncomingMessage, requestId: string, search: string, account: BodyAccount) {
    this.requestId = requestId
    this.search = search
    this.headers = request.headers
    this.#request = request
    this.#account = account
  }

  readBody(): Promise<Buffer> {
    return readRequestBody(this.#request, LARGEST_BODY, this.#account)
  }

  close(): void {
    this.#account.close()
  }
}

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  if (typeof given === 'string' && REQUEST_ID.test(given)) return given
  return `req_${PROCESS}${(nextRequest++).toString(36)}`
}
