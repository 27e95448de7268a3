import type pg from 'pg'
import type { Clock } from '#lib/engine/index.ts'

const SAMPLES = 5

/**
 * Time as Postgres has it: ids, leases and schedules of all workers follow one clock. The offset is measured, the
 * sample with the shortest round trip counts.
 */
export class DatabaseClock implements Clock {
  readonly #pool: pg.Pool
  /** Database epoch ms minus monotonic ms. */
  #offset = Date.now() - performance.now()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  monotonic(): number {
    return performance.now()
  }

  database(): number {
    return performance.now() + this.#offset
  }

  after(ms: number, run: () => void): () => void {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }

  /** How far this machine's own clock is from the database's, in ms. */
  get skewMs(): number {
    return Math.round(Date.now() - this.database())
  }

  /** Measures again: clocks drift, and databases fail over. */
  async measure(): Promise<void> {
    let best = Number.POSITIVE_INFINITY
    for (let sample = 0; sample < SAMPLES; sample++) {
      const sent = performance.now()
      const { rows } = await this.#pool.query<{ ms: number }>(
        'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
      )
      const received = performance.now()
      const [row] = rows
      if (row === undefined || received - sent >= best) continue
      best = received - sent
      this.#offset = row.ms - (sent + received) / 2
    }
  }
}
