import http from 'node:http'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type AskedProcess, answerQuestions, startAskedProcess, watchEventLoop } from '#tests/support/asked-process.ts'

/** How one consumer takes what it gets. `one_by_one` serves a single request at a time, `everyMs` each. */
const manner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), status: z.number().default(200), afterMs: z.number().default(0) }),
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('one_by_one'), everyMs: z.number() }),
])
export type Manner = z.input<typeof manner>

const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), manners: z.array(manner) }),
  z.object({ kind: z.literal('take') }),
])

const opened = z.object({ ports: z.array(z.number()) })
const arrival = z.object({
  /** Index of the consumer, as opened. */
  consumer: z.number(),
  id: z.string(),
  seq: z.number(),
  /** Epoch ms at which the publisher began. */
  sentAt: z.number(),
  /** Epoch ms. */
  at: z.number(),
})
export type Arrival = z.output<typeof arrival>
const taken = z.object({
  arrivals: z.array(arrival),
  /** The longest pause of the consumers' event loop meanwhile. */
  longestPauseMs: z.number(),
})
export type Arrivals = z.output<typeof taken>

/** Consumers in a process of their own, each on an origin of its own. */
export interface Consumers {
  /** Opens one for each manner; resolves to their URLs. */
  open(manners: readonly Manner[]): Promise<string[]>
  /** What arrived since the last call, oldest first. */
  take(): Promise<Arrivals>
  stop(): void
}

export function startConsumers(): Consumers {
  const process: AskedProcess<z.input<typeof question>> = startAskedProcess(fileURLToPath(import.meta.url))
  return {
    open: async (manners) => {
      const { ports } = await process.ask({ kind: 'open', manners: [...manners] }, opened)
      return ports.map((port) => `http://127.0.0.1:${port}/`)
    },
    take: () => process.ask({ kind: 'take' }, taken),
    stop: () => process.stop(),
  }
}

let arrivals: Arrival[] = []

/** Reads the payload that `publisher-process.ts` writes. */
function note(consumer: number, request: http.IncomingMessage, body: string): void {
  const [, seq, sentAt] = /"seq":(\d+),"sentAt":([\d.]+)/.exec(body) ?? []
  const at = performance.timeOrigin + performance.now()
  arrivals.push({ consumer, id: String(request.headers['webhook-id']), seq: Number(seq), sentAt: Number(sentAt), at })
}

/** Answers as the manner says. */
function answerAs(how: z.output<typeof manner>): (response: http.ServerResponse) => void {
  switch (how.kind) {
    case 'answer': {
      const { status, afterMs } = how
      const end = (response: http.ServerResponse) => response.writeHead(status).end('done')
      return afterMs === 0 ? end : (response) => void setTimeout(end, afterMs, response)
    }
    case 'hang':
      return () => {}
    case 'reset':
      return (response) => response.socket?.resetAndDestroy()
    case 'one_by_one': {
      let turn = Promise.resolve()
      const serve = () => new Promise<void>((resolve) => setTimeout(resolve, how.everyMs))
      return (response) => {
        turn = turn.then(serve).then(() => void response.end('done'))
      }
    }
  }
}

function open(consumer: number, how: z.output<typeof manner>): Promise<number> {
  const answer = answerAs(how)
  const server = http.createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      note(consumer, request, body)
      answer(response)
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const longestPause = watchEventLoop()
  answerQuestions(question, async (asked) => {
    if (asked.kind === 'open') return { ports: await Promise.all(asked.manners.map((one, index) => open(index, one))) }
    const answer = { arrivals, longestPauseMs: longestPause() }
    arrivals = []
    return answer
  })
}
