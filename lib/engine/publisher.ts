import type { Dispatcher } from './dispatcher.ts'
import { GroupCommit } from './group-commit.ts'
import type { Clock, DeliveryStore } from './ports.ts'
import type { Publication, PublishOutcome } from './types.ts'

export interface PublisherOptions {
  readonly store: Pick<DeliveryStore, 'publish'>
  readonly dispatcher: Pick<Dispatcher, 'openHandOver'>
  readonly clock: Clock
  /** Queue rows of one statement: a large fan-out ends its batch. */
  readonly maxRows?: number
}

/** Stores publications in group commits and hands their rows to the dispatcher. A publisher never waits for it. */
export class Publisher {
  readonly #commits: GroupCommit<Publication, PublishOutcome>
  readonly #options: PublisherOptions

  constructor(options: PublisherOptions) {
    this.#options = options
    const bytesPerRow = (4 * 1024 * 1024) / (options.maxRows ?? 20_000)
    this.#commits = new GroupCommit({
      commit: (batch) => this.#commit(batch),
      // the larger of the two budgets, in one unit
      bytes: ({ message, consumers }) => Math.max(message.size, consumers.length * bytesPerRow),
      clock: options.clock,
    })
  }

  /** Resolves after commit. Rejects with `RowError` when the message cannot be stored, else when the store is away. */
  publish(publication: Publication): Promise<PublishOutcome> {
    return this.#commits.submit(publication)
  }

  /** Publications that wait for a batch. */
  get waiting(): number {
    return this.#commits.waiting
  }

  /** Resolves when every publication was answered. */
  idle(): Promise<void> {
    return this.#commits.idle()
  }

  async #commit(batch: readonly Publication[]): Promise<readonly PublishOutcome[]> {
    const handOver = this.#options.dispatcher.openHandOver()
    try {
      const outcomes = await this.#options.store.publish(batch, (consumer, size) => handOver.accepts(consumer, size))
      handOver.complete(outcomes)
      return outcomes
    } catch (error) {
      handOver.abort()
      throw error
    }
  }
}

/** A publisher over a store and a dispatcher. */
export function createPublisher(options: PublisherOptions): Publisher {
  return new Publisher(options)
}
