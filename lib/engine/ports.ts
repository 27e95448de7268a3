import type {
  AttemptTimings,
  DeliveryConsumer,
  ErrorKind,
  LeasedDelivery,
  Publication,
  PublishOutcome,
  Settlement,
} from './types.ts'

export interface ClaimRequest {
  /** Most lanes to look at. */
  readonly lanes: number
  /** Most rows of one lane without a rate limit. */
  readonly perLane: number
  /** Most rows of a rate-limited lane: only as many as can start at once, so that no spent token is held back. */
  readonly perLimitedLane: number
  /** Most rows of these consumers, in place of the two above. */
  readonly limits: ReadonlyMap<number, number>
  /** Most bytes of bodies in all. */
  readonly bytes: number
  /** Consumers that have no free slot now. */
  readonly except: readonly number[]
}

export interface Claim {
  readonly deliveries: readonly LeasedDelivery[]
  /** Consumers whose lane was walked and has no due row left: they may get hand-overs again. */
  readonly emptied: readonly number[]
  /** Ms until the next known lane is due, or null. */
  readonly nextInMs: number | null
}

/**
 * Where deliveries live. The memory and the Postgres store pass one contract suite.
 * Every method may be repeated after a lost connection without harm.
 */
export interface DeliveryStore {
  /**
   * Group commit: one transaction for the batch, one outcome per publication, in order. Rejects only if nothing is
   * known to be stored.
   */
  publish(
    batch: readonly Publication[],
    /** Asked once for each row that is due now, with the bytes of its body. */
    handOver: (consumer: number, size: number) => boolean,
  ): Promise<readonly PublishOutcome[]>
  claim(request: ClaimRequest): Promise<Claim>
  /** Stores attempts and deletes or re-schedules queue rows, in one transaction. */
  settle(batch: readonly Settlement[]): Promise<void>
  /** Gives rows back that were leased and not started: due at once, no step used. */
  release(deliveries: readonly LeasedDelivery[]): Promise<void>
  /** Wakes lanes whose hint was lost; returns how many. Mandatory every 5 s: lane touches are only hints. */
  sweep(): Promise<number>
}

/**
 * Thrown by a store when the data of a row, not the connection, is at fault: the batch is split until the row stands
 * alone. Any other rejection means that the outcome is unknown, and the same ids are sent again.
 */
export class RowError extends Error {
  override readonly name = 'RowError'
}

/** The consumers as this process knows them. */
export interface ConsumerDirectory {
  get(key: number): DeliveryConsumer | undefined
  /** Reads changes from the database; resolves when `get` is as new as the call. */
  reload(): Promise<void>
}

/** Time, injected. `monotonic` never jumps; `database` is epoch ms as Postgres has it. */
export interface Clock {
  monotonic(): number
  database(): number
  /** Calls `run` after `ms`; returns a function that prevents it. */
  after(ms: number, run: () => void): () => void
}

export interface OutgoingRequest {
  readonly consumer: DeliveryConsumer
  readonly method: 'POST' | 'PUT'
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  /** Of the whole exchange until the full response headers. */
  readonly timeoutMs: number
  /** False when a transformation moved the request to another origin. */
  readonly useClientCertificate: boolean
}

export interface SendResult {
  readonly statusCode: number | null
  readonly headers: Readonly<Record<string, string>>
  /** At most 16 KiB. */
  readonly body: string
  readonly error: { readonly kind: ErrorKind; readonly detail: string } | null
  readonly timings: AttemptTimings
  readonly reusedConnection: boolean
  readonly remoteAddress: string | null
  readonly tlsVersion: string | null
}

/** Sends one request and never throws: every way it can end is in the result. */
export interface Sender {
  send(request: OutgoingRequest): Promise<SendResult>
  /** Forgets connections of a consumer whose TLS settings changed. */
  forget(consumerKey: number): void
  close(): Promise<void>
}

export interface TransformationInput {
  readonly method: 'POST' | 'PUT'
  readonly url: string
  /** JSON text of the whole event, which the code sees as `payload`. */
  readonly body: string
  readonly eventType: string
  readonly headers: Readonly<Record<string, string>>
  readonly companyTags: readonly string[]
}

export type TransformationResult =
  | {
      readonly kind: 'transformed'
      readonly method: 'POST' | 'PUT'
      readonly url: string
      /** JSON text of the changed payload; null when it says what it said before. */
      readonly body: string | null
      readonly eventType: string
      readonly headers: Readonly<Record<string, string>>
      readonly cancel: boolean
      readonly console: readonly string[]
    }
  | {
      readonly kind: 'error'
      readonly message: string
      readonly line: number | null
      readonly column: number | null
      readonly console: readonly string[]
    }

/** Runs user code: no network, no files, no clock tricks; 32 MiB, 250 ms of CPU, 1 s of wall clock. */
export interface Sandbox {
  run(code: string, input: TransformationInput): Promise<TransformationResult>
  close(): Promise<void>
}
