import type pg from 'pg'
import type { Logger } from 'pino'
import { int4Array, timestamptzArray } from '#lib/db/binary-array.ts'
import type { Settlement } from '#lib/engine/index.ts'

const FLUSH_MS = 2_000

/**
 * $1 consumers, $2 last success, $3 last failure, $4 first failure since that success (or since the last flush).
 * A success ends a failing streak unless a failure came after it.
 */
const NOTE_HEALTH = `update consumer c set
    last_success_at = greatest(c.last_success_at, h.success), last_failure_at = greatest(c.last_failure_at, h.failure),
    failing_since = case when h.success is null then coalesce(c.failing_since, h.since) else h.since end
  from (
    select k.key, x.success, x.failure, x.since
    from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[]) x(key, success, failure, since)
    join consumer k on k.key = x.key order by k.key for update of k
  ) h where c.key = h.key`

interface Streak {
  success: number | null
  failure: number | null
  since: number | null
}

/**
 * Keeps on each consumer since when it fails, for auto-disable. Written every two seconds and not with each settlement:
 * a busy consumer's row would be rewritten hundreds of times a second. Tests, manual tries and cancelled ones do not count.
 */
export class ConsumerHealth {
  readonly #pool: pg.Pool
  readonly #log: Logger
  #streaks = new Map<number, Streak>()
  #timer: NodeJS.Timeout | null = null

  constructor(pool: pg.Pool, log: Logger) {
    this.#pool = pool
    this.#log = log
  }

  note({ delivery, record, verdict }: Settlement): void {
    if (record === null || delivery.trigger === 'test' || delivery.trigger === 'manual') return
    if (verdict.kind === 'cancelled' || record.errorKind === 'skipped_disabled' || record.errorKind === 'expunged')
      return
    const at = Math.round(record.at * 1000)
    const streak = this.#streaks.get(delivery.consumerKey) ?? { success: null, failure: null, since: null }
    this.#streaks.set(delivery.consumerKey, streak)
    if (verdict.kind === 'success') {
      streak.success = at
      streak.since = null
    } else {
      streak.failure = at
      streak.since ??= at
    }
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS)
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
  }

  async flush(): Promise<void> {
    if (this.#streaks.size === 0) return
    const streaks = this.#streaks
    this.#streaks = new Map()
    const all = [...streaks.values()]
    const values = [
      int4Array([...streaks.keys()]),
      timestamptzArray(all.map(({ success }) => success)),
      timestamptzArray(all.map(({ failure }) => failure)),
      timestamptzArray(all.map(({ since }) => since)),
    ]
    try {
      await this.#pool.query({ name: 'note_health', text: NOTE_HEALTH, values })
    } catch (error) {
      this.#log.warn({ err: error }, 'the health of consumers could not be stored')
    }
  }
}
