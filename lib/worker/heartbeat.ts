import os from 'node:os'
import type pg from 'pg'
import type { Logger } from 'pino'
import { newUuid } from '#lib/domain/ids.ts'
import type { Dispatcher } from '#lib/engine/index.ts'
import type { DatabaseClock } from './database-clock.ts'

const BEAT_MS = 3_000
/** Beats between measurements of the clock. */
const MEASURE_EVERY = 10
/** Workers that were not seen for this long are removed from the list. */
const FORGET_AFTER = '1 day'

const BEAT = `insert into worker (id, hostname, pid, version, lag_ms, skew_ms, in_flight, held)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (id) do update set seen_at = now(), lag_ms = excluded.lag_ms, skew_ms = excluded.skew_ms,
    in_flight = excluded.in_flight, held = excluded.held`

/**
 * Age in ms of the lane that has been due for longest, paused ones and those of consumers that hang ($1) left out: how
 * far delivery is behind.
 */
const LAG = `select greatest(0, extract(epoch from now() - next_at))::float8 * 1000 as ms
  from lane where next_at <= now() and not paused and consumer <> all($1::int4[]) order by next_at limit 1`

export interface HeartbeatOptions {
  readonly pool: pg.Pool
  readonly clock: DatabaseClock
  readonly log: Logger
  readonly version: string
  readonly dispatcher: Pick<Dispatcher, 'stats' | 'heldUp'>
}

/** Tells the other processes that this worker lives, how far behind it is and how wrong its clock is. */
export class Heartbeat {
  readonly id = newUuid()
  readonly #options: HeartbeatOptions
  #timer: NodeJS.Timeout | null = null
  #beats = 0
  lagMs = 0

  constructor(options: HeartbeatOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    await this.#beat()
    await this.#options.pool.query(`delete from worker where seen_at < now() - interval '${FORGET_AFTER}'`)
    this.#schedule()
  }

  /** Takes this worker off the list at once, so that nobody waits for it. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    await this.#options.pool.query('delete from worker where id = $1', [this.id]).catch(() => {})
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#beat()
        .catch((error: unknown) => this.#options.log.warn({ err: error }, 'heartbeat failed'))
        .finally(() => {
          if (this.#timer !== null) this.#schedule()
        })
    }, BEAT_MS)
  }

  async #beat(): Promise<void> {
    const { pool, clock, version, dispatcher } = this.#options
    if (this.#beats++ % MEASURE_EVERY === 0) await clock.measure()
    const { rows } = await pool.query<{ ms: number }>(LAG, [dispatcher.heldUp])
    this.lagMs = Math.min(2_147_483_647, Math.round(rows[0]?.ms ?? 0))
    const { inFlight, waiting } = dispatcher.stats
    await pool.query(BEAT, [this.id, os.hostname(), process.pid, version, this.lagMs, clock.skewMs, inFlight, waiting])
  }
}
