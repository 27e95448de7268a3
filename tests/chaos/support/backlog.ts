import { expect } from 'vitest'
import type { TestDatabase } from '#tests/support/database.ts'
import { quantile } from '#tests/support/quantile.ts'
import { startWorker, WORKER_TOKEN } from '#tests/support/running-worker.ts'
import { insertConsumer, insertInstance } from '../../integration/worker/fixtures.ts'
import { countDeliveries } from './accepted-deliveries.ts'
import { startConsumers } from './consumers-process.ts'
import { startPublisher } from './publisher-process.ts'

/** Ms that the slow consumer takes for each request, and messages a second that it is sent: about twice as many. */
const SLOW = { everyMs: 5, perSecond: 320 }
const BESIDE = { perSecond: 50 }
const PUBLISHERS = 64
/** The largest window of attempts: what is under way at the same time has no order among itself. */
export const MOST_AT_ONCE = 256

export interface BacklogFigures {
  readonly accepted: number
  /** Rows that waited for the slow consumer when the publisher had ended. */
  readonly backlog: number
  readonly missing: number
  /** Messages that reached the slow consumer more than once. */
  readonly doubled: number
  /** By how many places a message came to the slow consumer later than its id says, at most. */
  readonly outOfOrder: number
  /** Of messages to the consumer beside it, in ms from the moment they were due to be sent until received. */
  readonly besideMs: { readonly p50: number; readonly p99: number }
}

/** Feeds a consumer faster than it answers for so many seconds, and waits until it has everything. */
export async function runBacklog({ url, pool }: TestDatabase, seconds: number): Promise<BacklogFigures> {
  const consumers = startConsumers()
  const publisher = startPublisher()
  const [slow = '', beside = ''] = await consumers.open([
    { kind: 'one_by_one', everyMs: SLOW.everyMs },
    { kind: 'answer' },
  ])
  const instance = await insertInstance(pool)
  await pool.query(`update instance set uid = 'backlog' where key = $1`, [instance.key])
  await insertConsumer(pool, instance, { url: slow, eventTypes: ['slow'] })
  await insertConsumer(pool, instance, { url: beside, eventTypes: ['beside'] })
  const worker = await startWorker(url)
  try {
    const flows = [
      { types: ['slow'], perSecond: SLOW.perSecond },
      { types: ['beside'], perSecond: BESIDE.perSecond },
    ]
    const to = { origin: worker.origin, app: 'backlog', token: WORKER_TOKEN }
    const { accepted } = await publisher.publish({ ...to, flows, seconds, connections: PUBLISHERS })
    const ids = accepted.map(({ id }) => id)
    const { queued } = await countDeliveries(pool, ids)
    const drained = { timeout: seconds * 1_500 + 10_000, interval: 200 }
    await expect.poll(async () => (await pool.query('select from queue limit 1')).rowCount, drained).toBe(0)
    const { arrivals } = await consumers.take()
    const atSlow = arrivals.filter(({ consumer }) => consumer === 0)
    const latencies = arrivals.filter(({ consumer }) => consumer === 1).map(({ at, sentAt }) => at - sentAt)
    return {
      accepted: accepted.length,
      backlog: queued,
      missing: (await countDeliveries(pool, ids)).missing,
      doubled: atSlow.length - new Set(atSlow.map(({ id }) => id)).size,
      outOfOrder: outOfOrder(atSlow.map(({ id }) => id)),
      besideMs: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) },
    }
  } finally {
    await worker.kill()
    publisher.stop()
    consumers.stop()
  }
}

/**
 * How many later ones came before the one that was overtaken most. By their ids, which sort as they were accepted: a
 * publisher with more to send than it has connections sends out of order itself.
 */
function outOfOrder(ids: readonly string[]): number {
  const places = new Map([...ids].sort().map((id, place) => [id, place]))
  return Math.max(...ids.map((id, at) => at - (places.get(id) ?? at)))
}
