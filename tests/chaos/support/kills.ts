import pg from 'pg'
import { expect } from 'vitest'
import { type RunningPosthorn, startPosthorn } from '#tests/support/posthorn.ts'
import { createWorkspace } from '../../contract/engine/workspace.ts'
import { countDeliveries } from './accepted-deliveries.ts'
import { type Arrival, type Consumers, startConsumers } from './consumers-process.ts'
import { type LoadPublisher, type Sent, startPublisher } from './publisher-process.ts'

const CONSUMERS = 3
const PER_SECOND = 150
/** How long is published around each kill. */
const SECONDS = 3
/** Requests that arrive before a process is killed, so that it dies at work. */
const UNDER_WAY = 100

export type Victim = 'worker' | 'Postgres'

export interface KillFigures {
  readonly accepted: number
  readonly refused: number
  /** Deliveries of accepted messages without an end on record. */
  readonly unfinished: number
  /** Deliveries of accepted messages that never reached their consumer. */
  readonly unseen: number
  /** Requests beyond the first of a delivery. */
  readonly duplicates: number
  /** Deliveries that were leased to a worker when it was killed. */
  readonly inFlight: number
  /** Requests whose attempt is not on record. */
  readonly unrecorded: number
  /** Messages that came under more than one `webhook-id`. */
  readonly renamed: number
}

/** Kills parts of a running Posthorn one after the other, each under load, and says what became of what it accepted. */
export async function runKills(victims: readonly Victim[]): Promise<KillFigures> {
  const posthorn = await startPosthorn({ durable: true })
  const run = await KillRun.open(posthorn)
  try {
    for (const victim of victims) await run.kill(victim)
    return await run.finish()
  } finally {
    await run.close()
    await posthorn.stop()
  }
}

class KillRun {
  readonly #posthorn: RunningPosthorn
  readonly #app: string
  readonly #pool: pg.Pool
  readonly #consumers: Consumers
  readonly #publisher: LoadPublisher
  readonly #arrivals: Arrival[] = []
  readonly #accepted: Sent['accepted'] = []
  readonly #leases = new Set<string>()
  #refused = 0

  private constructor(posthorn: RunningPosthorn, app: string, databaseUrl: string, consumers: Consumers) {
    this.#posthorn = posthorn
    this.#app = app
    this.#consumers = consumers
    this.#publisher = startPublisher()
    this.#pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
    this.#pool.on('error', () => {}) // Postgres is killed on purpose.
  }

  static async open(posthorn: RunningPosthorn): Promise<KillRun> {
    const consumers = startConsumers()
    const urls = await consumers.open(Array.from({ length: CONSUMERS }, () => ({ kind: 'answer', afterMs: 100 })))
    const { svix, app } = await createWorkspace(posthorn)
    for (const url of urls) await svix.endpoint.create(app, { url, filterTypes: ['chaos'] })
    return new KillRun(posthorn, app, await posthorn.databaseUrl(), consumers)
  }

  /** Publishes, kills the part in the middle, and goes on when it is back. */
  async kill(victim: Victim): Promise<void> {
    const pid = this.#posthorn.pidOf(victim)
    const publishing = this.#publish()
    await this.#untilArrived(this.#arrivals.length + UNDER_WAY)
    process.kill(pid, 'SIGKILL')
    if (victim === 'worker') await this.#noteLeases()
    this.#note(await publishing)
    await this.#untilReady(victim, pid)
  }

  /** Publishes once more without a kill, waits until nothing is left to do, and counts. */
  async finish(): Promise<KillFigures> {
    this.#note(await this.#publish())
    await this.#untilDrained()
    await this.#take()
    const ids = this.#accepted.map(({ id }) => id)
    const { all, missing, queued } = await countDeliveries(this.#pool, ids)
    const { rows } = await this.#pool.query<{ n: number }>('select count(*)::int as n from attempt')
    const distinct = new Set(this.#arrivals.map(({ consumer, id }) => `${consumer} ${id}`))
    const names = new Map(this.#arrivals.map(({ seq, id }) => [seq, id]))
    expect(all).toBe(ids.length * CONSUMERS)
    return {
      accepted: ids.length,
      refused: this.#refused,
      unfinished: missing + queued,
      unseen: ids.flatMap((id) => [0, 1, 2].filter((consumer) => !distinct.has(`${consumer} ${id}`))).length,
      duplicates: this.#arrivals.length - distinct.size,
      inFlight: this.#leases.size,
      unrecorded: this.#arrivals.length - (rows[0]?.n ?? 0),
      renamed: this.#arrivals.filter(({ seq, id }) => names.get(seq) !== id).length,
    }
  }

  async close(): Promise<void> {
    this.#publisher.stop()
    this.#consumers.stop()
    await this.#pool.end()
  }

  #publish(): Promise<Sent> {
    const { origin, apiToken: token } = this.#posthorn
    const flows = [{ types: ['chaos'], perSecond: PER_SECOND }]
    return this.#publisher.publish({ origin, app: this.#app, token, flows, seconds: SECONDS, connections: 64 })
  }

  #note({ accepted, refused }: Sent): void {
    this.#accepted.push(...accepted)
    for (const count of Object.values(refused)) this.#refused += count
  }

  async #take(): Promise<number> {
    this.#arrivals.push(...(await this.#consumers.take()).arrivals)
    return this.#arrivals.length
  }

  async #untilArrived(count: number): Promise<void> {
    await expect.poll(() => this.#take(), { timeout: 20_000, interval: 20 }).toBeGreaterThanOrEqual(count)
  }

  /** What the dead worker had leased, then due at once: the test does not wait for the leases to end. */
  async #noteLeases(): Promise<void> {
    const { rows } = await this.#pool.query<{ message_id: string; consumer: number }>(
      `update queue set due_at = now() where due_at > now() returning message_id, consumer`,
    )
    for (const { message_id, consumer } of rows) this.#leases.add(`${message_id} ${consumer}`)
    await this.#pool.query('update lane set next_at = now() where consumer in (select consumer from queue)')
  }

  async #untilReady(victim: Victim, deadPid: number): Promise<void> {
    const ready = async () => {
      if (this.#posthorn.pidOf(victim) === deadPid) return 0
      return (await fetch(`${this.#posthorn.origin}/api/health/ready`).catch(() => null))?.status ?? 0
    }
    const inTime = expect.poll(ready, { timeout: 120_000, interval: 50 }).toBe(200)
    await inTime.catch((cause: unknown) => {
      throw new Error(`${victim} (${deadPid}) did not come back:\n${this.#posthorn.output().slice(-4_000)}`, { cause })
    })
  }

  async #untilDrained(): Promise<void> {
    const left = async () => (await this.#pool.query('select from queue limit 1').catch(() => null))?.rowCount
    await expect.poll(left, { timeout: 90_000, interval: 100 }).toBe(0)
  }
}
