export interface NaturalBatcherOptions<T> {
  /** Works off one batch; must not reject. */
  readonly run: (batch: T[]) => Promise<void>
  readonly maxInFlight: number
  readonly maxBatch: number
  /** Items that must wait before a batch starts beside others under way, times their number; 1 unless given. */
  readonly minBeside?: number
  /** Bytes of an item and of a batch; one item alone may exceed it. */
  readonly bytes?: { readonly of: (item: T) => number; readonly max: number }
}

/**
 * Collects what arrives in one turn of the event loop, and while earlier batches are under way, into the next batch:
 * no timer, so that an idle process answers at once and a busy one makes large batches by itself. A statement costs as
 * much as ten of its rows: beside one under way the next waits until it is worth that (`minBeside`).
 */
export class NaturalBatcher<T> {
  readonly #options: NaturalBatcherOptions<T>
  #queue: T[] = []
  #inFlight = 0
  #scheduled = false
  #idle: (() => void)[] = []

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
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  #schedule(): void {
    if (this.#scheduled || !this.#mayStart()) return
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
  }

  #mayStart(): boolean {
    const { maxInFlight, minBeside = 1 } = this.#options
    if (this.#inFlight === 0) return this.#queue.length > 0
    return this.#inFlight < maxInFlight && this.#queue.length >= minBeside * this.#inFlight
  }

  #take(): T[] {
    const { maxBatch, bytes } = this.#options
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
