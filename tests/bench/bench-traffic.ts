import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { z } from 'zod'

/** Load generator and receiver of the benches, in processes of their own: the measured one keeps its event loop. */
const command = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('receive') }),
  z.object({ kind: z.literal('expect'), count: z.number() }),
  z.object({
    kind: z.literal('send'),
    origin: z.string(),
    paths: z.array(z.string()),
    headers: z.array(z.record(z.string(), z.string())),
    body: z.string(),
    count: z.number(),
    connections: z.number(),
  }),
])
type Command = z.output<typeof command>

const sinkReady = z.object({ port: z.number() })
const finished = z.object({ at: z.number(), failed: z.number() })

interface Child<T> {
  ask(message: Command): Promise<T>
  stop(): void
}

function start<T>(answer: z.ZodType<T>): Child<T> {
  const child = fork(fileURLToPath(import.meta.url), ['child'], { execArgv: ['--import', 'tsx'] })
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('a bench process ended'))
        child.once('exit', ended)
        child.once('message', (value) => {
          child.off('exit', ended)
          resolve(answer.parse(value))
        })
        child.send(message)
      }),
    stop: () => void child.kill(),
  }
}

export type Send = Omit<Extract<Command, { kind: 'send' }>, 'kind'>

export interface BenchTraffic {
  readonly sinkPort: number
  /** Messages per second: until the last was accepted, and until the last reached the receiver. */
  measure(send: Send): Promise<{ accepted: number; delivered: number; failed: number }>
  /** Messages per second that reach the receiver while something else sends so many. */
  measureArriving(count: number, send: () => Promise<unknown>): Promise<number>
  /** Messages per second until the last was accepted; nothing is expected at the receiver. */
  measureAccepting(send: Send): Promise<{ accepted: number; failed: number }>
  stop(): void
}

export async function startTraffic(): Promise<BenchTraffic> {
  const sink = start(z.union([sinkReady, finished]))
  const load = start(finished)
  const opened = sinkReady.parse(await sink.ask({ kind: 'receive' }))
  return {
    sinkPort: opened.port,
    async measure(send) {
      const arrived = sink.ask({ kind: 'expect', count: send.count })
      const started = Date.now()
      const sent = await load.ask({ kind: 'send', ...send })
      const all = finished.parse(await arrived)
      const perSecond = (end: number) => Math.round((send.count * 1000) / (end - started))
      return { accepted: perSecond(sent.at), delivered: perSecond(all.at), failed: sent.failed }
    },
    async measureArriving(count, run) {
      const arrived = sink.ask({ kind: 'expect', count })
      const started = Date.now()
      await run()
      return Math.round((count * 1000) / (finished.parse(await arrived).at - started))
    },
    async measureAccepting(send) {
      const started = Date.now()
      const sent = await load.ask({ kind: 'send', ...send })
      return { accepted: Math.round((send.count * 1000) / (sent.at - started)), failed: sent.failed }
    },
    stop() {
      sink.stop()
      load.stop()
    },
  }
}

/** Counts distinct `webhook-id`s, and says when as many as expected were seen. */
function receive(report: (message: object) => void): (count: number) => void {
  let seen = new Set<string>()
  let expected = Number.POSITIVE_INFINITY
  const check = () => {
    if (seen.size < expected) return
    report({ at: Date.now(), failed: 0 })
    seen = new Set()
    expected = Number.POSITIVE_INFINITY
  }
  const server = createServer((request, response) => {
    request.resume()
    seen.add(String(request.headers['webhook-id']))
    response.end('ok')
    check()
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    report({ port: typeof address === 'object' && address !== null ? address.port : 0 })
  })
  return (count) => {
    expected = count
    check()
  }
}

async function send({ origin, paths, headers, body, count, connections }: Send): Promise<object> {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  let next = 0
  let failed = 0
  const one = async () => {
    while (next < count) {
      const index = next++
      const path = paths[index % paths.length] ?? '/'
      const answer = await pool.request({ method: 'POST', path, headers: headers[index % headers.length], body })
      await answer.body.dump()
      if (answer.statusCode !== 202) failed++
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const at = Date.now()
  await pool.close()
  return { at, failed }
}

if (process.argv[2] === 'child') {
  const report = (message: object) => void process.send?.(message)
  let expectMessages: (count: number) => void = () => {}
  process.on('message', (value) => {
    const asked = command.parse(value)
    if (asked.kind === 'receive') expectMessages = receive(report)
    else if (asked.kind === 'expect') expectMessages(asked.count)
    else void send(asked).then(report)
  })
  process.on('disconnect', () => process.exit(0))
}
