import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { z } from 'zod'
import { BODY, publishBody } from './bench-body.ts'

/** Messages at a steady rate, and how long each took to reach the receiver; sender and receiver are processes of their own. */
const command = z.object({
  origin: z.string(),
  paths: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  /** Messages a second, each at its own moment whatever became of the one before. */
  rate: z.number(),
  seconds: z.number(),
})
export type Pace = z.output<typeof command>

const opened = z.object({ port: z.number() })
const sent = z.object({ count: z.number(), failed: z.number() })
const latencies = z.array(z.number())

export interface PacedTraffic {
  readonly sinkPort: number
  /** Milliseconds from the moment a message was to be published to its arrival, of each. @throws Error when one is refused */
  measure(pace: Pace): Promise<number[]>
  stop(): void
}

/** The receiver answers every path but `/hang…`, which it leaves open. */
export async function startPacedTraffic(): Promise<PacedTraffic> {
  const [sink, sender] = [start('sink'), start('sender')]
  const { port } = opened.parse(await answer(sink))
  return {
    sinkPort: port,
    async measure(pace) {
      sender.send(pace)
      const { count, failed } = sent.parse(await answer(sender))
      if (failed > 0) throw new Error(`${failed} of ${count} messages were refused`)
      sink.send({ count })
      return latencies.parse(await answer(sink))
    },
    stop() {
      sink.kill()
      sender.kill()
    },
  }
}

function start(role: 'sink' | 'sender'): ChildProcess {
  return fork(fileURLToPath(import.meta.url), [role], { execArgv: ['--import', 'tsx'] })
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a bench process ended'))
    child.once('exit', ended)
    child.once('message', (value) => {
      child.off('exit', ended)
      resolve(value)
    })
  })
}

/** Epoch in ms with its fraction: the same in every process of a machine. */
const now = () => performance.timeOrigin + performance.now()
const report = (message: object) => void process.send?.(message)

/** Reads `t0` of each message that comes; asked for a count, answers with the latencies once so many are there. */
function runSink(): void {
  let times: number[] = []
  let expected = Number.POSITIVE_INFINITY
  const check = () => {
    if (times.length < expected) return
    report(times)
    times = []
    expected = Number.POSITIVE_INFINITY
  }
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/hang')) return
    let head = ''
    request.on('data', (chunk: Buffer) => {
      if (head === '') head = chunk.toString('latin1', 0, 64)
    })
    request.on('end', () => {
      times.push(now() - Number(/"t0":([\d.]+)/.exec(head)?.[1]))
      response.end('ok')
      check()
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    report({ port: typeof address === 'object' && address !== null ? address.port : 0 })
  })
  process.on('message', (value) => {
    expected = sent.pick({ count: true }).parse(value).count
    check()
  })
}

async function runSender({ origin, paths, headers, rate, seconds }: Pace): Promise<void> {
  const pool = new Pool(origin, { connections: 100, pipelining: 1 })
  const count = Math.round(rate * seconds)
  const startedAt = now()
  const pending: Promise<unknown>[] = []
  let failed = 0
  const post = async (path: string, at: number) => {
    const body = publishBody(BODY.replace('{', `{"t0":${at},`))
    const { statusCode, body: answered } = await pool.request({ method: 'POST', path, headers, body })
    await answered.dump()
    if (statusCode !== 202) failed += 1
  }
  while (pending.length < count) {
    const due = Math.min(count, Math.floor(((now() - startedAt) * rate) / 1000))
    for (let next = pending.length; next < due; next += 1)
      pending.push(post(paths[next % paths.length] ?? '/', startedAt + (next * 1000) / rate))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(pending)
  await pool.close()
  report({ count, failed })
}

const role = process.argv[2]
if (role === 'sink') runSink()
if (role === 'sender') process.on('message', (value) => void runSender(command.parse(value)))
if (role === 'sink' || role === 'sender') process.on('disconnect', () => process.exit(0))
