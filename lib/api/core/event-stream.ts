import { setTimeout as wait } from 'node:timers/promises'

/** One server-sent event; without `data` it only moves the client's `Last-Event-ID`. */
export interface ServerEvent {
  readonly id: string | null
  readonly name?: string
  readonly data?: unknown
}

export interface EventSourceReading {
  readonly events: readonly ServerEvent[]
  /** More is there already: read on without a pause. */
  readonly hasMore: boolean
}

export interface EventStreamOptions {
  readonly read: () => Promise<EventSourceReading>
  /** Ends the stream: the client left. */
  readonly signal?: AbortSignal | undefined
  /** Throws once the caller may no longer see this; asked every half minute. */
  readonly check: () => Promise<unknown>
  readonly onError: (error: unknown) => void
}

const PAUSE_MS = 500
const HEARTBEAT_MS = 15_000
const CHECK_MS = 30_000
/** Of the time it reads for, a stream rests at least this many times as long: slow reads do not load the database. */
const REST = 3

// Next keeps module state separate between bundles: the open streams of a process live on globalThis.
const shared: typeof globalThis & { posthornStreams?: Set<AbortController> } = globalThis

function openStreams(): Set<AbortController> {
  if (shared.posthornStreams) return shared.posthornStreams
  const streams = new Set<AbortController>()
  shared.posthornStreams = streams
  // A server does not exit while a response is open.
  process.once('SIGTERM', closeStreams)
  process.once('SIGINT', closeStreams)
  return streams
}

/** Ends every event stream of this process; browsers connect again and go on where they were. */
export function closeStreams(): void {
  for (const stream of openStreams()) stream.abort()
}

/** A polled source as `text/event-stream`. The client's pace is the stream's: nothing is read while it does not read. */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const stop = new AbortController()
  const signal = AbortSignal.any(options.signal ? [stop.signal, options.signal] : [stop.signal])
  const lines = readLines(options, signal)
  const encoder = new TextEncoder()
  openStreams().add(stop)
  const close = () => {
    openStreams().delete(stop)
    stop.abort()
  }
  const source = {
    async pull(controller: ReadableStreamDefaultController<Uint8Array>) {
      const { value, done } = await lines.next()
      if (!done) return controller.enqueue(encoder.encode(value))
      close()
      controller.close()
    },
    cancel: close,
  }
  // Nothing ahead: the next lines would be read before the ones at hand are on their way.
  return new ReadableStream(source, { highWaterMark: 0 })
}

async function* readLines(options: EventStreamOptions, signal: AbortSignal): AsyncGenerator<string, void> {
  let spokeAt = Date.now()
  let checkedAt = Date.now()
  yield 'retry: 1000\n\n'
  while (!signal.aborted) {
    const startedAt = Date.now()
    try {
      if (startedAt - checkedAt > CHECK_MS) {
        await options.check()
        checkedAt = startedAt
      }
      const { events, hasMore } = await options.read()
      const text = events.map(writeEvent).join('')
      const isQuiet = startedAt - spokeAt > HEARTBEAT_MS
      if (text !== '' || isQuiet) {
        spokeAt = startedAt
        yield text || ': still here\n\n'
      }
      if (hasMore) continue
    } catch (error) {
      options.onError(error)
      return
    }
    const rest = Math.max(PAUSE_MS, REST * (Date.now() - startedAt))
    await wait(rest, undefined, { signal }).catch(() => undefined)
  }
}

function writeEvent({ id, name, data }: ServerEvent): string {
  const lines = [
    ...(id === null ? [] : [`id: ${id}`]),
    ...(name === undefined ? [] : [`event: ${name}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
  ]
  return `${lines.join('\n')}\n\n`
}
