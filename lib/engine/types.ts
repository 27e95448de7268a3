/** A UUIDv7 in canonical lower-case text. */
export type Uuid = string

/** Microseconds since the Unix epoch in database time: lease end, due time and fencing token of a queue row. */
export type DbMicros = number

/** Why a delivery is tried: by its schedule, by an operator, as a test, or in a replay. */
export type Trigger = 'scheduled' | 'manual' | 'test' | 'replay'

export interface CustomHeader {
  /** As typed by the operator: case is kept. */
  readonly name: string
  readonly value: string
  readonly sensitive: boolean
}

/** A decoded signing key; `expiresAt` (epoch ms) is set on one that was rotated away. */
export interface SigningKey {
  readonly key: Uint8Array
  readonly expiresAt: number | null
}

/** Everything an attempt needs to know of a consumer: an immutable snapshot, replaced when its configuration changes. */
export interface DeliveryConsumer {
  readonly key: number
  readonly id: Uuid
  readonly instanceKey: number
  readonly instanceId: Uuid
  readonly url: string
  /** Null: every event type. */
  readonly eventTypes: ReadonlySet<string> | null
  /** Null: every company. Case-sensitive, any one in common matches. */
  readonly tags: ReadonlySet<string> | null
  readonly disabled: boolean
  readonly paused: boolean
  /** Messages per second, null for none. Limited consumers never get a hand-over: their rows wait in the lane. */
  readonly rate: number | null
  /** The same of all consumers of its instance together. */
  readonly instanceRate?: number | null
  readonly headers: readonly CustomHeader[]
  /** Newest first; the expired ones are skipped when signing. */
  readonly signingKeys: readonly SigningKey[]
  /** Also send the three signature headers under their `svix-` names. */
  readonly svixHeaders: boolean
  /** PEM. */
  readonly clientCertificate: { readonly cert: string; readonly key: string } | null
  readonly serverCa: string | null
  readonly transformation: { readonly code: string; readonly version: number } | null
  /** Seconds to wait before each attempt, the first included (0): its length is the number of attempts. */
  retrySchedule(eventType: string): readonly number[]
}

/** `due_at` of manual and test rows that wait in a lane (2000-01-01T00:00:00Z): older than any other, so served first. */
export const PRIORITY_DUE_AT: DbMicros = 946_684_800_000_000

/** A leased queue row with what is needed to send it. */
export interface LeasedDelivery {
  readonly messageId: Uuid
  readonly consumerKey: number
  readonly instanceKey: number
  /** Fencing token: a settlement of a failure applies only where the row still carries it. */
  readonly lease: DbMicros
  /** Monotonic clock (ms) after which nothing of it may be started, taken before the leasing statement was sent. */
  readonly startBefore: number
  /** Schedule steps used so far; 0 for the first attempt. */
  readonly step: number
  readonly trigger: Trigger
  /** When the schedule goes on after a failed manual try; null: it ends there. */
  readonly resumeAt: DbMicros | null
  readonly eventType: string
  readonly tags: readonly string[]
  /** Null when it was expunged: the delivery ends as `expunged`. */
  readonly body: string | null
  /** Bytes of the body. */
  readonly size: number
  /** How often this event went through Posthorn already; the attempt sends it raised by one. */
  readonly hop: number
}

/** Milliseconds; null where a phase did not happen (a reused connection has no DNS, connect or TLS). */
export interface AttemptTimings {
  readonly dns: number | null
  readonly connect: number | null
  readonly tls: number | null
  readonly firstByte: number | null
  readonly total: number
}

/** Machine-readable reason of a failed attempt. */
export type ErrorKind =
  | 'timeout'
  | 'dns'
  | 'connect_refused'
  | 'connect_reset'
  | 'connect_timeout'
  | 'tls_untrusted'
  | 'tls_expired'
  | 'tls_name_mismatch'
  | 'tls_client_cert_rejected'
  | 'tls_handshake'
  | 'blocked_address'
  | 'https_required'
  | 'redirect'
  | 'http_4xx'
  | 'http_5xx'
  | 'http_other'
  | 'protocol'
  | 'transformation_error'
  | 'expunged'
  | 'skipped_disabled'
  | 'loop'

/** What one try did, ready to be stored. Known secrets and `set-cookie` are masked in it already. */
export interface AttemptRecord {
  readonly attemptId: Uuid
  /** Epoch ms in database time. */
  readonly at: number
  readonly method: 'POST' | 'PUT'
  readonly url: string
  readonly statusCode: number | null
  readonly errorKind: ErrorKind | null
  /** A sentence with the detail of the error (transformation message with line and column, TLS reason, …). */
  readonly errorDetail: string | null
  readonly timings: AttemptTimings
  readonly reusedConnection: boolean
  readonly remoteAddress: string | null
  readonly tlsVersion: string | null
  /** Custom and transformed headers only; sensitive values masked. Null when there are none. */
  readonly requestHeaders: Readonly<Record<string, string>> | null
  readonly signature: string
  /** Only when a transformation changed the body. */
  readonly requestBody: string | null
  readonly responseHeaders: Readonly<Record<string, string>> | null
  /** At most 1 KiB on success, 16 KiB otherwise. */
  readonly responseBody: string | null
}

/** What becomes of the queue row after an attempt. */
export type SettlementVerdict =
  | { readonly kind: 'success' }
  | { readonly kind: 'cancelled' }
  /** More attempts follow, after a wait in ms of database time. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly step: number }
  /** Failed by hand while a schedule goes on: back to `resumeAt`, the step unused. */
  | { readonly kind: 'resume'; readonly dueAt: DbMicros }
  /** The last step is used up, or there is no schedule. */
  | { readonly kind: 'exhausted' }
  /** Due while the consumer was disabled and steps remain: one is used up and no attempt is recorded. */
  | { readonly kind: 'skip'; readonly afterMs: number; readonly step: number }
  /** The consumer does not exist any more: the row is deleted and no attempt is recorded. */
  | { readonly kind: 'drop' }

export interface Settlement {
  readonly delivery: LeasedDelivery
  /** Null where nothing was tried: verdicts `skip` and `drop`. */
  readonly record: AttemptRecord | null
  readonly verdict: SettlementVerdict
}

/** A message to be stored together with its deliveries. */
export interface NewMessage {
  readonly id: Uuid
  readonly instanceKey: number
  readonly eventType: string
  readonly tags: readonly string[]
  /** For each tag: 0 create call, 1 payload, 2 stored company. */
  readonly tagOrigins: readonly number[]
  readonly labels: readonly string[]
  readonly company: string | null
  readonly sourceId: Uuid | null
  readonly eventId: string | null
  readonly body: string
  readonly size: number
  /** 1 test, 2 inbox (never fanned out), 4 operational. */
  readonly flags: number
  /** Epoch ms; null: at once. */
  readonly deliverAt: number | null
  readonly expungeAt: number | null
  readonly hop: number
}

/** One publish request: a message, the consumers it goes to, and what the fan-out was computed from. */
export interface Publication {
  readonly message: NewMessage
  readonly consumers: readonly number[]
  /** `config_version` of the instance that `consumers` was matched with; checked by the store. */
  readonly configVersion: number
  /** A key that makes a second message with it a duplicate (event id or provider id), or null. */
  readonly dedupeKey: string | null
  readonly trigger: Trigger
}

export type PublishOutcome =
  /** Stored and durable; `leased` are the deliveries that were handed to this process. */
  | { readonly kind: 'stored'; readonly leased: readonly LeasedDelivery[] }
  | { readonly kind: 'duplicate'; readonly messageId: Uuid }
  /** The configuration changed since matching: nothing was stored; match again. */
  | { readonly kind: 'stale' }
