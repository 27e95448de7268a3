import { isAscii } from 'node:buffer'
import { StringDecoder } from 'node:string_decoder'
import type { Dispatcher } from 'undici'
import { classifyError, classifyTimeout, type SendError } from './classify-error.ts'
import type { Link } from './pinned-connector.ts'
import type { OutgoingRequest, SendResult } from './ports.ts'

/** Bytes of a response body that are kept; a longer one costs the connection. */
const bodyLimit = 16 * 1024
const headerLimit = 100

const cut = new Error('no more of this response is needed')

/** Sends the exchange again on a connection of its own. */
export type Redo = (exchange: Exchange) => void

/**
 * One request and its response: what undici is given to send, and the handler it reports to. One timer covers
 * everything from the look-up of the name to the end of the body.
 */
export class Exchange implements Dispatcher.DispatchOptions, Dispatcher.DispatchHandler {
  readonly path: string
  readonly method: 'POST' | 'PUT'
  readonly headers: string[]
  readonly body: string

  readonly #began = performance.now()
  readonly #timer: NodeJS.Timeout
  readonly #request: OutgoingRequest
  readonly #offersCertificate: boolean
  readonly #redo: Redo
  readonly #finish: (result: SendResult) => void
  #done = false
  #retried = false
  #link: Link | null = null
  #controller: Dispatcher.DispatchController | null = null
  #reused = false
  #written = 0
  #responding = false
  #firstByte: number | null = null
  #status: number | null = null
  #responseHeaders: Readonly<Record<string, string>> = {}
  readonly #chunks: Buffer[] = []
  #length = 0

  constructor(
    request: OutgoingRequest,
    path: string,
    secure: boolean,
    redo: Redo,
    finish: (result: SendResult) => void,
  ) {
    this.path = path
    this.method = request.method
    this.headers = []
    for (const [name, value] of request.headers) this.headers.push(name, value)
    this.body = request.body
    this.#request = request
    this.#offersCertificate = secure && request.useClientCertificate && request.consumer.clientCertificate !== null
    this.#redo = redo
    this.#finish = finish
    this.#timer = setTimeout(() => this.#expire(), request.timeoutMs)
  }

  /** Called by the client that is going to send it, before the connection exists. */
  attach(link: Link): void {
    this.#link = link
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#done) {
      controller.abort(cut)
      return
    }
    this.#controller = controller
    this.#written = performance.now()
    const link = this.#link
    if (link !== null) {
      this.#reused = link.exchanges > 0
      link.exchanges++
    }
  }

  /** First byte of the response; undici calls it for every kind of handler. */
  onResponseStarted(): void {
    this.#responding = true
    this.#firstByte ??= performance.now() - this.#written
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    // Interim answers (102, 103) come before the real one.
    if (status < 200) return
    this.#status = status
    this.#responseHeaders = flatten(headers)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#done) return
    const room = bodyLimit - this.#length
    this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    this.#length += chunk.length
    if (this.#length <= bodyLimit) return
    this.#settle(null)
    controller.abort(cut)
  }

  onResponseEnd(): void {
    this.#settle(null)
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#done) return
    // A receiver may close an idle connection at the very moment it is used again.
    if (this.#reused && !this.#responding && !this.#retried && isConnectionLoss(error)) {
      this.#retried = true
      this.#controller = null
      this.#link = null
      this.#redo(this)
      return
    }
    this.#settle(this.#status === null ? classifyError(error, this.#context()) : null)
  }

  #expire(): void {
    if (this.#done) return
    const phase = this.#context().phase
    this.#settle(this.#status === null ? classifyTimeout(phase, this.#request.timeoutMs) : null)
    if (this.#controller !== null) this.#controller.abort(cut)
    else this.#link?.cancel()
  }

  #context() {
    const { timeoutMs } = this.#request
    const offeredCertificate = this.#offersCertificate && !this.#reused
    const nothing = { phase: 'connect', sawCertificate: false, timeoutMs } as const
    return { ...(this.#link?.context(timeoutMs) ?? nothing), offeredCertificate }
  }

  #settle(error: SendError | null): void {
    if (this.#done) return
    this.#done = true
    clearTimeout(this.#timer)
    const link = this.#link
    const fresh = !this.#reused
    this.#finish({
      statusCode: this.#status,
      headers: this.#responseHeaders,
      body: this.#length === 0 ? '' : storable(this.#chunks),
      error,
      timings: {
        dns: fresh ? (link?.dns ?? null) : null,
        connect: fresh ? (link?.connect ?? null) : null,
        tls: fresh ? (link?.tls ?? null) : null,
        firstByte: this.#firstByte,
        total: performance.now() - this.#began,
      },
      reusedConnection: this.#reused,
      remoteAddress: link?.remoteAddress ?? null,
      tlsVersion: link?.tlsVersion ?? null,
    })
  }
}

type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** Lower-case names; repeated ones joined by a comma; the first hundred. */
function flatten(headers: ResponseHeaders): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {}
  let count = 0
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined) continue
    if (++count > headerLimit) break
    flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}

/** Text that Postgres can hold: whole characters, no NUL. */
function storable(chunks: readonly Buffer[]): string {
  const [only] = chunks
  const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
  const text = isAscii(bytes) ? bytes.toString('latin1') : new StringDecoder('utf8').write(bytes)
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
}

function isConnectionLoss(error: Error): boolean {
  return 'code' in error && ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(String(error.code))
}
