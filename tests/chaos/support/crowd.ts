import type pg from 'pg'
import type { TestDatabase } from '#tests/support/database.ts'
import { mostWithin } from '#tests/support/most-within.ts'
import { quantile } from '#tests/support/quantile.ts'
import { startWorker, WORKER_TOKEN } from '#tests/support/running-worker.ts'
import { insertConsumer, insertInstance } from '../../integration/worker/fixtures.ts'
import { countDeliveries } from './accepted-deliveries.ts'
import { type Arrival, type Arrivals, type Consumers, type Manner, startConsumers } from './consumers-process.ts'
import { peakMemory } from './peak-memory.ts'
import { type Sent, startPublisher } from './publisher-process.ts'

interface Part {
  /** Event type that all consumers of the part get; the `others` have one each. */
  readonly type: string
  readonly count: number
  readonly manner: Manner
  readonly rate: number | null
  /** Messages a second. */
  readonly perSecond: number
}

/** Messages a second that a limited consumer may get. */
export const LIMIT = 50

/** For so long only the others get messages, which are not measured: a process that has just started compiles its code. */
const WARM_UP_S = 4
/** Then for so long, measured. */
const ALONE_S = 2
/** Of publishers. */
const CONNECTIONS = 400

const others: Part = { type: 'others', count: 580, manner: { kind: 'answer' }, rate: null, perSecond: 500 }
const limited: Part = { type: 'limited', count: 20, manner: { kind: 'answer' }, rate: LIMIT, perSecond: LIMIT * 1.2 }
const parts: readonly Part[] = [
  { type: 'hanging', count: 300, manner: { kind: 'hang' }, rate: null, perSecond: 1 },
  { type: 'resetting', count: 50, manner: { kind: 'reset' }, rate: null, perSecond: 1 },
  { type: 'failing', count: 50, manner: { kind: 'answer', status: 500 }, rate: null, perSecond: 1 },
  limited,
  others,
]

/** Of messages to the others, in ms from the moment they were due to be sent. */
export interface Waits {
  /** Until they were received. */
  readonly p50: number
  readonly p99: number
  /** Until the slowest publisher had its answer. */
  readonly slowestPublisher: number
}

export interface CrowdFigures {
  /** While the others had the worker for themselves: what this machine does today. */
  readonly alone: Waits
  readonly crowd: Waits
  readonly accepted: number
  /** Answers other than 202, by status. */
  readonly refused: Readonly<Record<string, number>>
  /** Messages to the others that were accepted and did not reach them. */
  readonly othersMissed: number
  /** Most requests that one limited consumer got in any ten seconds. */
  readonly limitedMostIn10s: number
  /** Requests that the limited consumer with the fewest got. */
  readonly limitedFewest: number
  /** Attempts at hanging consumers that ended with a time-out. */
  readonly timeouts: number
  /** MiB of the worker's memory at its largest. */
  readonly peakMemory: number
  /** Accepted deliveries that are neither queued nor have come to an end. */
  readonly missing: number
  /** Longest pauses of the event loops of the measuring processes, in ms: so much of the figures is not the program's. */
  readonly pauses: { readonly consumers: number; readonly publisher: number }
}

export interface CrowdOptions {
  readonly seconds: number
  /** Of an attempt. */
  readonly timeoutMs: number
}

const typesOf = (part: Part) =>
  part === others ? Array.from({ length: part.count }, (_, n) => `others.${n}`) : [part.type]

const isOthers = (type: string) => type.startsWith('others.')

/** The consumers of a part, by their place among all. */
function indexesOf(part: Part): { readonly first: number; readonly end: number } {
  const before = parts.slice(0, parts.indexOf(part)).reduce((sum, { count }) => sum + count, 0)
  return { first: before, end: before + part.count }
}

/** Puts a thousand consumers, most of them ill-behaved in their ways, before a worker of its own and measures. */
export async function runCrowd({ url, pool }: TestDatabase, options: CrowdOptions): Promise<CrowdFigures> {
  const consumers = startConsumers()
  const publisher = startPublisher()
  const manners = parts.flatMap(({ count, manner }) => Array<Manner>(count).fill(manner))
  await insertCrowd(pool, await consumers.open(manners))
  const worker = await startWorker(url, { POSTHORN_REQUEST_TIMEOUT_MS: String(options.timeoutMs) })
  const publish = (to: readonly Part[], seconds: number) => {
    const flows = to.map((part) => ({ types: typesOf(part), perSecond: part.perSecond }))
    return publisher.publish({
      ...{ origin: worker.origin, app: 'crowd', token: WORKER_TOKEN },
      ...{ flows, seconds, connections: CONNECTIONS },
    })
  }
  try {
    await publish([others], WARM_UP_S)
    await consumers.take()
    const sentAlone = await publish([others], ALONE_S)
    const alone = waitsOf(sentAlone, (await arrivalsOf(sentAlone, consumers)).arrivals)
    const sent = await publish(parts, options.seconds)
    const { arrivals, longestPauseMs } = await arrivalsOf(sent, consumers)
    const ids = sent.accepted.map(({ id }) => id)
    return {
      ...{ alone, crowd: waitsOf(sent, arrivals) },
      ...countsOf(sent, arrivals),
      timeouts: await countTimeouts(pool),
      peakMemory: peakMemory(worker.process.pid),
      missing: (await countDeliveries(pool, ids)).missing,
      pauses: { consumers: longestPauseMs, publisher: sent.longestPauseMs },
    }
  } finally {
    await worker.kill()
    publisher.stop()
    consumers.stop()
  }
}

/** What arrived of these messages, as soon as the others have theirs; after some seconds what there is. */
async function arrivalsOf({ accepted }: Sent, consumers: Consumers): Promise<Arrivals> {
  const due = new Set(accepted.map(({ id }) => id))
  const toOthers = new Set(accepted.filter(({ type }) => isOthers(type)).map(({ id }) => id))
  const arrivals: Arrival[] = []
  let longestPauseMs = 0
  for (const end = performance.now() + 5_000; toOthers.size > 0 && performance.now() < end; ) {
    const taken = await consumers.take()
    longestPauseMs = Math.max(longestPauseMs, taken.longestPauseMs)
    for (const arrival of taken.arrivals) {
      if (due.has(arrival.id)) arrivals.push(arrival)
      toOthers.delete(arrival.id)
    }
  }
  return { arrivals, longestPauseMs }
}

async function countTimeouts(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from attempt where error_kind = 'timeout' and event_type = 'hanging'`,
  )
  return rows[0]?.n ?? 0
}

async function insertCrowd(pool: pg.Pool, urls: readonly string[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const instance = await insertInstance(client)
    await client.query(`update instance set uid = 'crowd' where key = $1`, [instance.key])
    for (const part of parts) {
      const types = typesOf(part)
      const { first, end } = indexesOf(part)
      for (const [n, url] of urls.slice(first, end).entries()) {
        await insertConsumer(client, instance, { url, rate: part.rate, eventTypes: [types[n % types.length] ?? ''] })
      }
    }
    await client.query('commit')
  } finally {
    client.release()
  }
}

function waitsOf({ accepted }: Sent, arrivals: readonly Arrival[]): Waits {
  const waits = arrivals
    .filter(({ consumer }) => consumer >= indexesOf(others).first)
    .map(({ at, sentAt }) => at - sentAt)
  return {
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
    slowestPublisher: Math.max(...accepted.map(({ waitedMs }) => waitedMs)),
  }
}

function countsOf({ accepted, refused }: Sent, arrivals: readonly Arrival[]) {
  const received = new Set(arrivals.map(({ id }) => id))
  const { first, end } = indexesOf(limited)
  const byLimited = Array.from({ length: end - first }, (_, n) => arrivals.filter((one) => one.consumer === first + n))
  return {
    accepted: accepted.length,
    refused,
    othersMissed: accepted.filter(({ type, id }) => isOthers(type) && !received.has(id)).length,
    limitedMostIn10s: Math.max(...byLimited.map((requests) => mostWithin(requests, 10_000))),
    limitedFewest: Math.min(...byLimited.map(({ length }) => length)),
  }
}
