import { NaturalBatcher } from './natural-batcher.ts'
import type { Clock, DeliveryStore } from './ports.ts'
import { runBatch } from './run-batch.ts'
import type { AttemptRecord, Settlement } from './types.ts'

const WORTH_A_STATEMENT = 100
/** How long settlements wait beside others that are being stored, in ms. */
const BESIDE_MS = 20

/** Of bodies in one statement: transformations make them large, and Postgres hangs up over a gigabyte. */
const BATCH_BYTES = 16 * 1024 * 1024

export interface SettlementBatcherOptions {
  readonly store: Pick<DeliveryStore, 'settle'>
  readonly clock: Clock
  /** Told of every failure; a settlement that cannot be stored at all is in `lost`. */
  readonly onError: (error: unknown, lost: Settlement | null) => void
  readonly maxInFlight?: number
  readonly maxBatch?: number
  /** How long a settlement may wait for others, in ms; 0 unless given. Nobody waits for it to be stored. */
  readonly gatherMs?: number | undefined
}

/** Stores what attempts did, in batches, until the store has them: nothing is given up while the database is away. */
export class SettlementBatcher {
  readonly #batcher: NaturalBatcher<Settlement>
  readonly #options: SettlementBatcherOptions
  readonly #maxBatch: number
  #troubled = 0

  constructor(options: SettlementBatcherOptions) {
    this.#options = options
    const { clock, gatherMs = 0 } = options
    this.#maxBatch = options.maxBatch ?? 500
    this.#batcher = new NaturalBatcher({
      run: (batch) => this.#run(batch),
      maxInFlight: options.maxInFlight ?? 2,
      maxBatch: this.#maxBatch,
      bytes: { of: bytesOf, max: BATCH_BYTES },
      worth: { items: WORTH_A_STATEMENT, ms: gatherMs || BESIDE_MS, whenIdle: gatherMs > 0, clock },
    })
  }

  add(settlement: Settlement): void {
    this.#batcher.add(settlement)
  }

  /** True while settlements cannot keep up or cannot be stored: then nothing more should be claimed. */
  get stalled(): boolean {
    return this.#troubled > 0 || this.#batcher.waiting > this.#maxBatch
  }

  /** Resolves when every settlement is stored. */
  idle(): Promise<void> {
    return this.#batcher.idle()
  }

  async #run(batch: readonly Settlement[]): Promise<void> {
    let troubled = false
    await runBatch(batch, {
      clock: this.#options.clock,
      send: async (rows) => {
        await this.#options.store.settle(rows)
        if (troubled) this.#troubled--
        troubled = false
      },
      onRowFault: (settlement, error) => this.#setAside(settlement, error),
      onTrouble: (error) => {
        if (!troubled) this.#troubled++
        troubled = true
        this.#options.onError(error, null)
        return true
      },
      onGivenUp: () => {},
    })
    if (troubled) this.#troubled--
  }

  /** A row that is refused is stored once more without what the receiver sent, so that its verdict holds. */
  #setAside(settlement: Settlement, error: unknown): void {
    const { record } = settlement
    if (record === null || isBare(record)) {
      this.#options.onError(error, settlement)
      return
    }
    this.#options.onError(error, null)
    this.#batcher.add({ ...settlement, record: bareRecord(record) })
  }
}

function bytesOf({ record }: Settlement): number {
  return record === null ? 0 : (record.requestBody?.length ?? 0) + (record.responseBody?.length ?? 0)
}

function isBare(record: AttemptRecord): boolean {
  return record.responseBody === null && record.responseHeaders === null && record.requestBody === null
}

function bareRecord(record: AttemptRecord): AttemptRecord {
  return {
    ...record,
    errorDetail: 'The details of this attempt could not be stored.',
    requestHeaders: null,
    requestBody: null,
    responseHeaders: null,
    responseBody: null,
  }
}
