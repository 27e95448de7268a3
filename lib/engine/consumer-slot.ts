import { Fifo } from './fifo.ts'
import type { LeasedDelivery, Settlement } from './types.ts'

/**
 * Attempts at a time for a consumer about which nothing is known yet: they double with every round of answers, and a
 * crowd that hangs takes few sockets and little memory (docs/decisions/016).
 */
const INITIAL_WINDOW = 4
const LARGEST_WINDOW = 256

/** What an attempt said about how much a consumer can take. */
export type Pressure = 'answered' | 'timed_out' | 'struggling' | 'none'

/** One consumer's rows in this process: those waiting, those under way, and how many may be under way at a time. */
export class ConsumerSlot {
  readonly key: number
  readonly waiting = new Fifo<LeasedDelivery>()
  inFlight = 0
  /** Bytes of bodies, of rows reserved for a hand-over too. */
  bytes = 0
  /** Rows reserved for a hand-over whose transaction is still under way. */
  reserved = 0
  window = INITIAL_WINDOW
  /** Rows wait, or may wait, in the lane: no hand-over until a claim finds it empty. */
  backlogged = false
  /** True when the rows here were claimed under a rate limit, so that each has its token. */
  limited: boolean
  /** In the scheduler's ring. */
  listed = false
  /** Monotonic ms since when there has been no room for a claim, or null. */
  fullSince: number | null = null
  /** Monotonic ms of the last attempt that ended. */
  lastUsed = 0

  constructor(key: number, limited: boolean) {
    this.key = key
    this.limited = limited
  }

  /** Rows that this process holds or is about to. */
  get held(): number {
    return this.waiting.length + this.inFlight + this.reserved
  }

  /** Its lane waits for its own answers, not for this process: one that answers fast is given slots until there are no more. */
  get isHeldUp(): boolean {
    return this.fullSince !== null && this.window < LARGEST_WINDOW
  }

  /** Rows that a claim may add: with a rate limit only what can start at once, else one window ahead. */
  room(): number {
    return (this.limited ? this.window : 2 * this.window) - this.held
  }

  /** Grows by what answers while the window is what holds it back; a time-out leaves one try at a time. */
  adapt(pressure: Pressure): void {
    switch (pressure) {
      case 'answered':
        if (this.inFlight + 1 >= this.window) this.window = Math.min(LARGEST_WINDOW, this.window + 1)
        return
      case 'timed_out':
        this.window = 1
        return
      case 'struggling':
        this.window = Math.max(1, this.window >> 1)
        return
      case 'none':
    }
  }
}

/** Reads the pressure from what an attempt left. */
export function pressureOf({ record, verdict }: Settlement): Pressure {
  if (verdict.kind === 'success') return 'answered'
  switch (record?.errorKind) {
    case 'timeout':
    case 'connect_timeout':
      return 'timed_out'
    case 'http_4xx':
    case 'http_5xx':
    case 'http_other':
    case 'redirect':
      return record.statusCode === 429 || record.statusCode === 503 ? 'struggling' : 'answered'
    case 'connect_refused':
    case 'connect_reset':
    case 'dns':
      return 'struggling'
    default:
      return 'none'
  }
}
