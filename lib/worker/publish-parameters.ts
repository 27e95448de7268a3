import { arrayLiteral, columnsOf, int4Array, timestamptzArray } from '#lib/db/binary-array.ts'
import { TRIGGER_CODE } from '#lib/domain/deliveries/attempt-codes.ts'
import { type NewMessage, PRIORITY_DUE_AT, type Publication } from '#lib/engine/index.ts'

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
  const { int4, text, float8, uuid } = columnsOf(keys)
  return [
    int4(({ ord }) => ord),
    text(({ key }) => key),
    int4(({ days }) => days),
    float8(({ seconds }) => seconds),
    uuid(({ message }) => message.id),
    int4(({ message }) => message.instanceKey),
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
  const { uuid, int2, int4, int8, text, timestamptz } = columnsOf(batch)
  return [
    uuid(({ message }) => message.id),
    int4(({ message }) => message.instanceKey),
    text(({ message }) => message.eventType),
    text(({ message }) => listOf(message.tags)),
    text(({ message }) => listOf(message.tagOrigins)),
    text(({ message }) => listOf(message.labels)),
    text(({ message }) => message.company),
    uuid(({ message }) => message.sourceId),
    text(({ message }) => message.eventId),
    text(({ message }) => message.body),
    int4(({ message }) => message.size),
    int2(({ message }) => message.flags),
    timestamptz(({ message }) => toMicros(message.deliverAt)),
    timestamptz(({ message }) => toMicros(message.expungeAt)),
    int2(({ message }) => message.hop),
    int8(({ configVersion }) => configVersion),
    int2((publication) => keysOf(publication).length),
  ]
}

/** $18–$24 of the publishing statement; without the first, $1–$6 of its continuation. */
export function rowParameters(rows: readonly QueueRow[]): [ord: Buffer, ...rest: Buffer[]] {
  const { uuid, int2, int4, timestamptz } = columnsOf(rows)
  return [
    int4(({ ord }) => ord),
    uuid(({ message }) => message.id),
    int4(({ consumer }) => consumer),
    int2(({ mode }) => mode),
    timestamptz(({ mode, message }) => (mode === MODE.later ? toMicros(message.deliverAt) : null)),
    int2(({ trigger }) => trigger),
    int4(({ message }) => message.size),
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
