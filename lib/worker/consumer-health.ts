import type pg from 'pg'
import type { Logger } from 'pino'
import { int2Array, int4Array, textArray, timestamptzArray } from '#lib/db/binary-array.ts'
import type { Settlement } from '#lib/engine/index.ts'

const FLUSH_MS = 2_000

/**
 * $1 consumers, $2 last success, $3 last failure, $4 first failure since that success (or since the last flush), $5 and $6
 * how the last failure failed. A success ends a failing streak unless a failure came after it.
 */
const NOTE_HEALTH = `update consumer c set
    last_success_at = greatest(c.last_success_at, h.success), last_failure_at = greatest(c.last_failure_at, h.failure),
    failing_since = case when h.success is null then coalesce(c.failing_since, h.since) else h.since end,
    last_failure_status = case when h.is_last then h.status else c.last_failure_status end,
    last_failure_kind = case when h.is_last then h.kind else c.last_failure_kind end
  from (
    select k.key, x.success, x.failure, x.since, x.status, x.kind,
      x.failure >= coalesce(k.last_failure_at, '-infinity') as is_last
    from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::int2[], $6::text[])
      x(key, success, failure, since, status, kind)
    join consumer k on k.key = x.key order by k.key for update of k
  ) h where c.key = h.key`

interface Streak {
  success: number | null
  failure: number | null
  since: number | null
  status: number | null
  kind: string | null
}

const NOTHING: Streak = { success: null, failure: null, since: null, status: null, kind: null }

/**
 * Keeps on each consumer since when it fails and how, for auto-disable and for lists. Written every two seconds and not
 * with each settlement: a busy consumer's row would be rewritten hundreds of times a second. Tests, manual tries and
 * cancelled ones do not count.
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
    const streak = this.#streaks.get(delivery.consumerKey) ?? { ...NOTHING }
    this.#streaks.set(delivery.consumerKey, streak)
    if (verdict.kind === 'success') {
      streak.success = at
      streak.since = null
    } else {
      streak.failure = at
      streak.since ??= at
      streak.status = record.statusCode
      streak.kind = record.errorKind
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
      int2Array(all.map(({ status }) => status)),
      textArray(all.map(({ kind }) => kind)),
    ]
    try {
      await this.#pool.query({ name: 'note_health', text: NOTE_HEALTH, values })
    } catch (error) {
      this.#log.warn({ err: error }, 'the health of consumers could not be stored; it is tried again')
      // A success that is lost could have a consumer disabled that answers.
      for (const [key, streak] of streaks) this.#streaks.set(key, continued(streak, this.#streaks.get(key)))
    }
  }
}

/** What was noted before and after as one. */
function continued(before: Streak, after: Streak = NOTHING): Streak {
  const last = after.failure === null ? before : after
  return {
    success: after.success ?? before.success,
    failure: last.failure,
    since: after.success === null ? (before.since ?? after.since) : after.since,
    status: last.status,
    kind: last.kind,
  }
}
