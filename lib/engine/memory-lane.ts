import { available, fullBucket, msUntilToken, refill, spend, type TokenBucket } from './token-bucket.ts'
import {
  type DbMicros,
  type LeasedDelivery,
  PRIORITY_DUE_AT,
  type SettlementVerdict,
  type Trigger,
  type Uuid,
} from './types.ts'

/** A pending delivery in the memory store: the row of table `queue`. */
export interface MemoryQueueRow {
  readonly messageId: Uuid
  readonly consumerKey: number
  dueAt: DbMicros
  step: number
  trigger: Trigger
  resumeAt: DbMicros | null
}

/** A rate limit with its bucket; without a rate it never runs dry. */
export class MemoryThrottle {
  readonly rate: number | null
  #bucket: TokenBucket

  /** @param now ms */
  constructor(rate: number | null, now: number) {
    this.rate = rate
    this.#bucket = fullBucket(rate ?? 1, now)
  }

  /** Whole tokens to be had, at most `wanted`. */
  available(wanted: number, now: number): number {
    if (this.rate === null) return wanted
    this.#bucket = refill(this.#bucket, this.rate, now)
    return available(this.#bucket, wanted)
  }

  spend(count: number): void {
    if (this.rate !== null) this.#bucket = spend(this.#bucket, count)
  }

  /** Milliseconds until one may be sent, as of the last `available`. */
  msUntilToken(): number {
    return this.rate === null ? 0 : msUntilToken(this.#bucket, this.rate)
  }
}

/** One consumer's lane: when to look next, its rows, its bucket. */
export class MemoryLane {
  readonly consumerKey: number
  readonly instanceKey: number
  readonly rows = new Map<Uuid, MemoryQueueRow>()
  throttle: MemoryThrottle
  paused = false
  nextAt: DbMicros = Number.POSITIVE_INFINITY
  /** Breaks ties of `nextAt`: the lane served longest ago comes first. */
  served = 0

  constructor(consumerKey: number, instanceKey: number, rate: number | null, now: number) {
    this.consumerKey = consumerKey
    this.instanceKey = instanceKey
    this.throttle = new MemoryThrottle(rate, now)
  }

  touch(at: DbMicros): void {
    if (at < this.nextAt) this.nextAt = at
  }

  /** Rows due by then, in order of service: the reserved past of manual and test rows sorts first by itself. */
  due(now: DbMicros): MemoryQueueRow[] {
    const due: MemoryQueueRow[] = []
    for (const row of this.rows.values()) if (row.dueAt <= now) due.push(row)
    return due.sort((a, b) => a.dueAt - b.dueAt || (a.messageId < b.messageId ? -1 : 1))
  }

  earliest(): DbMicros {
    let earliest = Number.POSITIVE_INFINITY
    for (const row of this.rows.values()) if (row.dueAt < earliest) earliest = row.dueAt
    return earliest
  }

  /** Manual and test rows whose lease ended without a word: they go first again, as before they were claimed. */
  putTriesByHandFirst(now: DbMicros): void {
    for (const row of this.rows.values()) if (isUrgent(row.trigger) && row.dueAt <= now) row.dueAt = PRIORITY_DUE_AT
  }

  /**
   * What a settlement does to its row: a success deletes it whatever its token, the rest only where the token matches.
   */
  apply(delivery: LeasedDelivery, verdict: SettlementVerdict, now: DbMicros): void {
    const row = this.rows.get(delivery.messageId)
    if (row === undefined) return
    const ours = row.dueAt === delivery.lease
    switch (verdict.kind) {
      case 'success':
      case 'drop':
        this.rows.delete(row.messageId)
        return
      case 'cancelled':
      case 'exhausted':
        if (ours) this.rows.delete(row.messageId)
        return
      case 'retry':
      case 'skip':
        if (!ours) return
        row.dueAt = now + Math.round(verdict.afterMs * 1000)
        row.step = verdict.step
        this.touch(row.dueAt)
        return
      case 'resume':
        if (!ours) return
        Object.assign(row, { dueAt: verdict.dueAt, trigger: 'scheduled', resumeAt: null })
        this.touch(row.dueAt)
    }
  }
}

/** True for what an operator waits for: served before everything else in its lane. */
export function isUrgent(trigger: Trigger): boolean {
  return trigger === 'manual' || trigger === 'test'
}
