import {
  arrayLiteral,
  float8Array,
  int2Array,
  int4Array,
  int8Array,
  sparse,
  textArray,
  timestamptzArray,
  uuidArray,
} from '#lib/db/binary-array.ts'
import { type NewMessage, PRIORITY_DUE_AT, type Publication } from '#lib/engine/index.ts'
import { TRIGGER_CODE } from './delivery-codes.ts'

/** How a queue row starts (see `sql/publish.ts`). */
const MODE = { now: 0, leased: 1, later: 2, first: 3 } as const

/** How long a key of a publication counts. */
const IDEMPOTENCY = { days: 1, seconds: 12 * 3600 }

/** A publication of a request with an `Idempotency-Key`: a second request with it must not store a second message. */
export interface KeyedPublication extends Publication {
  readonly idempotencyKey: string
}

export const isKeyed = (publication: Publication): publication is KeyedPublication => 'idempotencyKey' in publication

/** What makes a publication a duplicate of an earlier one. */
export function keysOf(publication: Publication): string[] {
  const keys = publication.dedupeKey === null ? [] : [publication.dedupeKey]
  if (isKeyed(publication)) keys.push(publication.idempotencyKey)
  return keys
}

/** $28–$33 of the publishing statement. `dedupeDays` is how long an event's own id counts. */
export function keyParameters(batch: readonly Publication[], dedupeDays: number): Buffer[] {
  const keys = batch.flatMap((publication, index) =>
    keysOf(publication).map((key) => {
      const brief = isKeyed(publication) && key === publication.idempotencyKey
      const lasts = brief ? IDEMPOTENCY : { days: dedupeDays, seconds: (dedupeDays + 1) * 86_400 }
      return { ord: index + 1, key, message: publication.message, ...lasts }
    }),
  )
  return [
    int4Array(keys.map(({ ord }) => ord)),
    textArray(keys.map(({ key }) => key)),
    int4Array(keys.map(({ days }) => days)),
    float8Array(keys.map(({ seconds }) => seconds)),
    uuidArray(keys.map(({ message }) => message.id)),
    int4Array(keys.map(({ message }) => message.instanceKey)),
  ]
}

/** One queue row to be. */
export interface QueueRow {
  /** Position of its publication in the batch, from 1. */
  readonly ord: number
  readonly message: NewMessage
  readonly consumer: number
  readonly mode: number
  readonly trigger: number
}

/** Decides for every row of a batch how it starts; sorted by consumer within a message, so that locks have one order. */
export function queueRows(
  batch: readonly Publication[],
  handOver: (consumer: number, size: number) => boolean,
  nowMs: number,
): QueueRow[] {
  const rows: QueueRow[] = []
  batch.forEach(({ message, consumers, trigger }, index) => {
    const later = message.deliverAt !== null && message.deliverAt > nowMs
    const waiting = later ? MODE.later : trigger === 'manual' || trigger === 'test' ? MODE.first : MODE.now
    for (const consumer of consumers) {
      const mode = !later && handOver(consumer, message.size) ? MODE.leased : waiting
      rows.push({ ord: index + 1, message, consumer, mode, trigger: TRIGGER_CODE[trigger] })
    }
  })
  return rows
}

export const isLeased = (row: QueueRow) => row.mode === MODE.leased

/** $1–$17 of the publishing statement. */
export function messageParameters(batch: readonly Publication[]): Buffer[] {
  const messages = batch.map((publication) => publication.message)
  return [
    uuidArray(messages.map((message) => message.id)),
    int4Array(messages.map((message) => message.instanceKey)),
    textArray(messages.map((message) => message.eventType)),
    sparse(
      textArray,
      messages.map((message) => listOf(message.tags)),
    ),
    sparse(
      textArray,
      messages.map((message) => listOf(message.tagOrigins)),
    ),
    sparse(
      textArray,
      messages.map((message) => listOf(message.labels)),
    ),
    sparse(
      textArray,
      messages.map((message) => message.company),
    ),
    sparse(
      uuidArray,
      messages.map((message) => message.sourceId),
    ),
    sparse(
      textArray,
      messages.map((message) => message.eventId),
    ),
    textArray(messages.map((message) => message.body)),
    int4Array(messages.map((message) => message.size)),
    int2Array(messages.map((message) => message.flags)),
    sparse(
      timestamptzArray,
      messages.map((message) => toMicros(message.deliverAt)),
    ),
    sparse(
      timestamptzArray,
      messages.map((message) => toMicros(message.expungeAt)),
    ),
    int2Array(messages.map((message) => message.hop)),
    int8Array(batch.map((publication) => publication.configVersion)),
    int2Array(batch.map((publication) => keysOf(publication).length)),
  ]
}

/** $18–$24 of the publishing statement; without the first, $1–$6 of its continuation. */
export function rowParameters(rows: readonly QueueRow[]): [ord: Buffer, ...rest: Buffer[]] {
  return [
    int4Array(rows.map((row) => row.ord)),
    uuidArray(rows.map((row) => row.message.id)),
    int4Array(rows.map((row) => row.consumer)),
    int2Array(rows.map((row) => row.mode)),
    sparse(
      timestamptzArray,
      rows.map((row) => (row.mode === MODE.later ? toMicros(row.message.deliverAt) : null)),
    ),
    int2Array(rows.map((row) => row.trigger)),
    int4Array(rows.map((row) => row.message.size)),
  ]
}

/** Lanes to wake ($25–$26): each once, at the earliest of its waiting rows. */
export function laneParameters(rows: readonly QueueRow[]): [Buffer, Buffer] {
  const due = new Map<number, number>()
  for (const row of rows) {
    if (row.mode === MODE.leased) continue
    const at = wakeAt(row)
    due.set(row.consumer, Math.min(due.get(row.consumer) ?? at, at))
  }
  return [int4Array([...due.keys()]), timestamptzArray([...due.values()])]
}

/** Micros; what is due now is long past, and only rows that a pause does not hold are as old as `PRIORITY_DUE_AT`. */
function wakeAt({ mode, message }: QueueRow): number {
  if (mode === MODE.first) return PRIORITY_DUE_AT
  return (mode === MODE.later ? toMicros(message.deliverAt) : null) ?? PRIORITY_DUE_AT + 1
}

/** Null for none: the statement stores an empty list. */
function listOf(values: readonly (string | number)[]): string | null {
  return values.length === 0 ? null : arrayLiteral(values)
}

function toMicros(epochMs: number | null): number | null {
  return epochMs === null ? null : Math.round(epochMs * 1000)
}
