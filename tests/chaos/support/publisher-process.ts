import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { z } from 'zod'
import { type AskedProcess, answerQuestions, startAskedProcess, watchEventLoop } from '#tests/support/asked-process.ts'

const order = z.object({
  origin: z.string(),
  /** Id or uid of the instance. */
  app: z.string(),
  token: z.string(),
  /** Each flow sends its event types in turn. */
  flows: z.array(z.object({ types: z.array(z.string()), perSecond: z.number() })),
  seconds: z.number(),
  connections: z.number(),
})
export type Order = z.output<typeof order>

const sent = z.object({
  accepted: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      seq: z.number(),
      /** From the moment it was due to be sent until the answer. */
      waitedMs: z.number(),
    }),
  ),
  /** Answers other than 202, by status; 0 where there was none. */
  refused: z.record(z.string(), z.number()),
  longestPauseMs: z.number(),
})
export type Sent = z.output<typeof sent>

/** A publisher in a process of its own: sends at a fixed rate whatever the answers, as many publishers together do. */
export interface LoadPublisher {
  publish(order: Order): Promise<Sent>
  stop(): void
}

export function startPublisher(): LoadPublisher {
  const process: AskedProcess<Order> = startAskedProcess(fileURLToPath(import.meta.url))
  return { publish: (asked) => process.ask(asked, sent), stop: () => process.stop() }
}

const TICK_MS = 4
const FILLING = 'x'.repeat(500)

let seq = 0

/** Sends one message; never rejects. */
async function send(pool: Pool, { app, token }: Order, type: string, dueAt: number, result: Sent): Promise<void> {
  const number = seq++
  const sentAt = performance.timeOrigin + dueAt
  const body = `{"eventType":"${type}","payload":{"seq":${number},"sentAt":${sentAt},"filling":"${FILLING}"}}`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  let status = 0
  try {
    const answer = await pool.request({ method: 'POST', path: `/api/v1/app/${app}/msg`, headers, body })
    const waitedMs = performance.now() - dueAt
    const id = /"id":"(msg_\w+)"/.exec(await answer.body.text())?.[1]
    status = answer.statusCode
    if (status === 202 && id !== undefined) {
      result.accepted.push({ id, type, seq: number, waitedMs })
      return
    }
  } catch {
    // Nobody answered: it counts as not accepted, whatever became of it.
  }
  result.refused[status] = (result.refused[status] ?? 0) + 1
}

async function publish(asked: Order, longestPause: () => number): Promise<Sent> {
  const pool = new Pool(asked.origin, { connections: asked.connections, pipelining: 1 })
  const result: Sent = { accepted: [], refused: {}, longestPauseMs: 0 }
  const counts = asked.flows.map(() => 0)
  const under: Promise<void>[] = []
  longestPause()
  const began = performance.now()
  for (let now = began; now - began < asked.seconds * 1000; now = performance.now()) {
    for (const [index, { types, perSecond }] of asked.flows.entries()) {
      for (let n = counts[index] ?? 0; n < ((now - began) / 1000) * perSecond; n++) {
        under.push(send(pool, asked, types[n % types.length] ?? '', began + (n * 1000) / perSecond, result))
        counts[index] = n + 1
      }
    }
    await delay(TICK_MS)
  }
  await Promise.all(under)
  result.longestPauseMs = longestPause()
  await pool.destroy()
  return result
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const longestPause = watchEventLoop()
  answerQuestions(order, (asked) => publish(asked, longestPause))
}
