import { NaturalBatcher } from './natural-batcher.ts'
import type { Clock } from './ports.ts'
import { runBatch } from './run-batch.ts'

export interface GroupCommitOptions<In, Out> {
  /** Commits a batch: one result per item, in order. Rejects as `runBatch` expects; repeating it must be harmless. */
  readonly commit: (batch: readonly In[]) => Promise<readonly Out[]>
  readonly bytes: (item: In) => number
  readonly clock: Clock
  readonly maxInFlight?: number
  readonly maxBatch?: number
  readonly maxBytes?: number
  /** How often the same batch is sent while its outcome stays unknown. */
  readonly maxTries?: number
}

interface Entry<In, Out> {
  readonly item: In
  readonly resolve: (result: Out) => void
  readonly reject: (error: unknown) => void
}

/** Commits what many callers submit at the same time in one transaction, and answers each by itself. */
export class GroupCommit<In, Out> {
  readonly #batcher: NaturalBatcher<Entry<In, Out>>
  readonly #options: GroupCommitOptions<In, Out>

  constructor(options: GroupCommitOptions<In, Out>) {
    this.#options = options
    this.#batcher = new NaturalBatcher({
      run: (batch) => this.#run(batch),
      maxInFlight: options.maxInFlight ?? 3,
      maxBatch: options.maxBatch ?? 200,
      // With a hundred connections two are under way: one writes while the answers of the other go out.
      worth: { items: 50, ms: 20, whenIdle: false, clock: options.clock },
      bytes: { of: (entry) => options.bytes(entry.item), max: options.maxBytes ?? 4 * 1024 * 1024 },
    })
  }

  /** Resolves after commit; rejects when this item is at fault, or when the outcome stayed unknown. */
  submit(item: In): Promise<Out> {
    return new Promise((resolve, reject) => this.#batcher.add({ item, resolve, reject }))
  }

  /** Items that wait for a batch. */
  get waiting(): number {
    return this.#batcher.waiting
  }

  /** Resolves when everything submitted was answered. */
  idle(): Promise<void> {
    return this.#batcher.idle()
  }

  #run(batch: readonly Entry<In, Out>[]): Promise<void> {
    return runBatch(batch, {
      clock: this.#options.clock,
      send: (entries) => this.#send(entries),
      onRowFault: (entry, error) => entry.reject(error),
      onTrouble: (_, failures) => failures < (this.#options.maxTries ?? 5),
      onGivenUp: (entries, error) => {
        for (const entry of entries) entry.reject(error)
      },
    })
  }

  async #send(entries: readonly Entry<In, Out>[]): Promise<void> {
    const results = await this.#options.commit(entries.map((entry) => entry.item))
    if (results.length !== entries.length) throw new Error('a commit answered fewer items than it was given')
    entries.forEach((entry, index) => {
      const result = results[index]
      if (result !== undefined) entry.resolve(result)
    })
  }
}
