import type pg from 'pg'
import { int4Array, timestamptzArray, uuidArray } from '#lib/db/binary-array.ts'
import { sqlState } from '#lib/db/pg-pool.ts'
import { triggerNamed } from '#lib/domain/deliveries/attempt-codes.ts'
import {
  type Claim,
  type ClaimRequest,
  type Clock,
  type DeliveryStore,
  type LeasedDelivery,
  type Publication,
  type PublishOutcome,
  RowError,
  type Settlement,
} from '#lib/engine/index.ts'
import { publishBatch } from './publish-batch.ts'
import { settleBatch } from './settle-batch.ts'
import { CLAIM } from './sql/claim.ts'
import { RELEASE } from './sql/release.ts'
import { SWEEP } from './sql/sweep.ts'

export interface PostgresDeliveryStoreOptions {
  /** From `createHotPool`. */
  readonly pool: pg.Pool
  readonly clock: Clock
  /** How long a claimed or handed-over row is ours, in ms. */
  readonly leaseMs?: number
  /** How much lease must be left to start an attempt, in ms. */
  readonly startMarginMs?: number
  /** How many days before today a dedupe key counts: the retention of messages. */
  readonly dedupeDays?: number
  /** Most queue rows of one statement; a message with more consumers takes several in one transaction. */
  readonly rowsPerStatement?: number
}

interface ClaimedRow {
  readonly message_id: string | null
  readonly consumer: number
  readonly instance: number
  readonly attempt: number
  readonly trigger: number
  readonly size: number
  readonly resume_at: string | null
  readonly lease: string
  readonly event_type: string | null
  readonly tags: string[] | null
  readonly body: string | null
  readonly hop: number | null
  readonly emptied: number[] | null
  readonly next_in: number | null
}

/** Deliveries in Postgres: every method is one round trip of one batched statement of `sql/`. */
export class PostgresDeliveryStore implements DeliveryStore {
  readonly #pool: pg.Pool
  readonly #clock: Clock
  readonly #leaseMs: number
  readonly #startMarginMs: number
  readonly #dedupeDays: number
  readonly #rowsPerStatement: number

  constructor(options: PostgresDeliveryStoreOptions) {
    this.#pool = options.pool
    this.#clock = options.clock
    this.#leaseMs = options.leaseMs ?? 60_000
    this.#startMarginMs = options.startMarginMs ?? 20_000
    this.#dedupeDays = options.dedupeDays ?? 14
    this.#rowsPerStatement = options.rowsPerStatement ?? 10_000
  }

  async publish(
    batch: readonly Publication[],
    handOver: (consumer: number, size: number) => boolean,
  ): Promise<readonly PublishOutcome[]> {
    if (batch.length === 0) return []
    const startBefore = this.#startBefore()
    const leaseSeconds = this.#leaseMs / 1000
    const settings = { leaseSeconds, dedupeDays: this.#dedupeDays, rowsPerStatement: this.#rowsPerStatement }
    return blameRows(() =>
      publishBatch(this.#pool, batch, handOver, { ...settings, startBefore, nowMs: this.#clock.database() }),
    )
  }

  async claim(request: ClaimRequest): Promise<Claim> {
    const startBefore = this.#startBefore()
    const { rows } = await this.#pool.query<ClaimedRow>({
      name: 'claim',
      text: CLAIM,
      values: [
        request.lanes,
        this.#leaseMs / 1000,
        request.perLane,
        int4Array(request.except),
        request.bytes,
        request.perLimitedLane,
        int4Array([...request.limits.keys()]),
        int4Array([...request.limits.values()]),
      ],
    })
    const summary = rows.at(-1)
    const deliveries: LeasedDelivery[] = []
    for (const row of rows) if (row.message_id !== null) deliveries.push(deliveryOf(row, row.message_id, startBefore))
    const nextInMs = summary?.next_in ?? null
    return { deliveries, emptied: summary?.emptied ?? [], nextInMs: nextInMs === null ? null : Math.max(0, nextInMs) }
  }

  async settle(batch: readonly Settlement[]): Promise<void> {
    if (batch.length > 0) await blameRows(() => settleBatch(this.#pool, batch, this.#clock.database() * 1000))
  }

  async release(deliveries: readonly LeasedDelivery[]): Promise<void> {
    if (deliveries.length === 0) return
    const values = [
      uuidArray(deliveries.map((delivery) => delivery.messageId)),
      int4Array(deliveries.map((delivery) => delivery.consumerKey)),
      timestamptzArray(deliveries.map((delivery) => delivery.lease)),
      int4Array([...new Set(deliveries.map((delivery) => delivery.consumerKey))]),
    ]
    await this.#pool.query({ name: 'release', text: RELEASE, values })
  }

  async sweep(): Promise<number> {
    const { rowCount } = await this.#pool.query({ name: 'sweep', text: SWEEP })
    return rowCount ?? 0
  }

  /** Taken before the leasing statement is sent, so that it errs on the safe side. */
  #startBefore(): number {
    return this.#clock.monotonic() + this.#leaseMs - this.#startMarginMs
  }
}

function deliveryOf(row: ClaimedRow, messageId: string, startBefore: number): LeasedDelivery {
  return {
    messageId,
    consumerKey: row.consumer,
    instanceKey: row.instance,
    lease: Number(row.lease),
    startBefore,
    step: row.attempt,
    trigger: triggerNamed(row.trigger),
    resumeAt: row.resume_at === null ? null : Number(row.resume_at),
    eventType: row.event_type ?? '',
    tags: row.tags ?? [],
    body: row.body,
    size: row.size,
    hop: row.hop ?? 0,
  }
}

/** Some row of the batch is at fault: rows that are sent with it must not fail for it. */
async function blameRows<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw error instanceof Error && isFaultOfRow(error) ? new RowError(error.message, { cause: error }) : error
  }
}

/** SQLSTATE classes 22 (data), 23 (constraint) and 54 (limits), and a number that no column holds. */
function isFaultOfRow(error: Error): boolean {
  return error instanceof RangeError || /^(22|23|54)/.test(sqlState(error) ?? '')
}
