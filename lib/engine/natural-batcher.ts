import type { Clock } from './ports.ts'

/** When a batch is worth a statement of its own: a statement costs as much as ten to thirty of its rows. */
export interface BatchWorth {
  /** That many items wait … */
  readonly items: number
  /** … or the oldest has waited so long, in ms. */
  readonly ms: number
  /** Asked also while nothing is under way; else an idle batcher starts at once. */
  readonly whenIdle: boolean
  readonly clock: Pick<Clock, 'after'>
}

export interface NaturalBatcherOptions<T> {
  /** Works off one batch; must not reject. */
  readonly run: (batch: T[]) => Promise<void>
  readonly maxInFlight: number
  readonly maxBatch: number
  /** What is asked of a batch that starts beside others under way; nothing unless given. */
  readonly worth?: BatchWorth
  /** Bytes of an item and of a batch; one item alone may exceed it. */
  readonly bytes?: { readonly of: (item: T) => number; readonly max: number }
}

/**
 * Collects what arrives in one turn of the event loop, and while earlier batches are under way, into the next batch: an
 * idle process answers at once, and a busy one makes large batches by itself.
 */
export class NaturalBatcher<T> {
  readonly #options: NaturalBatcherOptions<T>
  #queue: T[] = []
  #inFlight = 0
  #scheduled = false
  #idle: (() => void)[] = []
  /** The oldest item has waited long enough. */
  #overdue = false
  #cancelAlarm: (() => void) | null = null

  constructor(options: NaturalBatcherOptions<T>) {
    this.#options = options
  }

  /** Items that no batch has taken yet. */
  get waiting(): number {
    return this.#queue.length
  }

  add(item: T): void {
    this.#queue.push(item)
    if (!this.#scheduled) this.#schedule()
  }

  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void> {
    if (this.#queue.length === 0 && this.#inFlight === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#idle.push(resolve)
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled) return
    if (!this.#mayStart()) {
      this.#setAlarm()
      return
    }
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#flush()
    })
  }

  #flush(): void {
    while (this.#mayStart()) {
      this.#inFlight++
      void this.#options.run(this.#take()).finally(() => {
        this.#inFlight--
        this.#schedule()
        if (this.#queue.length === 0 && this.#inFlight === 0) this.#settleIdle()
      })
    }
    this.#setAlarm()
  }

  #mayStart(): boolean {
    const { maxInFlight, worth } = this.#options
    if (this.#queue.length === 0 || this.#inFlight >= maxInFlight) return false
    if (worth === undefined || this.#overdue || this.#idle.length > 0) return true
    return (this.#inFlight === 0 && !worth.whenIdle) || this.#queue.length >= worth.items
  }

  #setAlarm(): void {
    const { worth } = this.#options
    if (worth === undefined || this.#queue.length === 0) return
    this.#cancelAlarm ??= worth.clock.after(worth.ms, () => {
      this.#cancelAlarm = null
      this.#overdue = true
      this.#schedule()
    })
  }

  #take(): T[] {
    const { maxBatch, bytes } = this.#options
    this.#overdue = false
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    let count = Math.min(maxBatch, this.#queue.length)
    if (bytes !== undefined) {
      let total = 0
      for (let index = 0; index < count; index++) {
        const item = this.#queue[index]
        if (item !== undefined) total += bytes.of(item)
        if (total > bytes.max && index > 0) count = index
      }
    }
    if (count < this.#queue.length) return this.#queue.splice(0, count)
    const all = this.#queue
    this.#queue = []
    return all
  }

  #settleIdle(): void {
    const waiting = this.#idle
    this.#idle = []
    for (const resolve of waiting) resolve()
  }
}
