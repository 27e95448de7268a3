import {
  float8Array,
  int2Array,
  int4Array,
  sparse,
  textArray,
  timestamptzArray,
  uuidArray,
} from '#lib/db/binary-array.ts'
import type { AttemptRecord, Settlement } from '#lib/engine/index.ts'
import { OUTCOME_CODE, outcomeOf, rowModeOf, TRIGGER_CODE } from './delivery-codes.ts'

const REUSED_CONNECTION = 1
const UNKNOWN_NUMBER = -1
const SKIPPED_NUMBER = 0

/** A settlement with something to log. */
export interface RecordedSettlement extends Settlement {
  readonly record: AttemptRecord
}

export const isRecorded = (settlement: Settlement): settlement is RecordedSettlement => settlement.record !== null

const delayOf = ({ verdict }: Settlement) =>
  verdict.kind === 'retry' || verdict.kind === 'skip' ? verdict.afterMs / 1000 : null

const dueOf = ({ verdict }: Settlement) => (verdict.kind === 'resume' ? verdict.dueAt : null)

/** $1–$7: what becomes of the queue rows. */
export function rowParameters(batch: readonly Settlement[]): Buffer[] {
  return [
    uuidArray(batch.map(({ delivery }) => delivery.messageId)),
    int4Array(batch.map(({ delivery }) => delivery.consumerKey)),
    timestamptzArray(batch.map(({ delivery }) => delivery.lease)),
    int2Array(batch.map(rowModeOf)),
    int2Array(batch.map(({ verdict }) => ('step' in verdict ? verdict.step : 0))),
    sparse(float8Array, batch.map(delayOf)),
    sparse(timestamptzArray, batch.map(dueOf)),
  ]
}

/** $8–$36: the attempts. `isFirst` tells rows that cannot have an earlier attempt: the others' number is looked up. */
export function attemptParameters(
  batch: readonly RecordedSettlement[],
  isFirst: (settlement: RecordedSettlement) => boolean,
): Buffer[] {
  const records = batch.map((settlement) => settlement.record)
  const deliveries = batch.map((settlement) => settlement.delivery)
  const numberOf = (one: RecordedSettlement) =>
    outcomeOf(one) === OUTCOME_CODE.skipped ? SKIPPED_NUMBER : isFirst(one) ? 1 : UNKNOWN_NUMBER
  const phase = (pick: (record: AttemptRecord) => number | null) =>
    sparse(
      int4Array,
      records.map((record) => roundedOf(pick(record))),
    )
  return [
    uuidArray(records.map((record) => record.attemptId)),
    uuidArray(deliveries.map((delivery) => delivery.messageId)),
    int4Array(deliveries.map((delivery) => delivery.consumerKey)),
    int4Array(deliveries.map((delivery) => delivery.instanceKey)),
    textArray(deliveries.map((delivery) => delivery.eventType)),
    int2Array(batch.map(numberOf)),
    timestamptzArray(records.map((record) => Math.round(record.at * 1000))),
    int2Array(deliveries.map((delivery) => TRIGGER_CODE[delivery.trigger])),
    int2Array(batch.map(outcomeOf)),
    sparse(
      int2Array,
      records.map((record) => record.statusCode),
    ),
    sparse(
      textArray,
      records.map((record) => record.errorKind),
    ),
    sparse(
      textArray,
      records.map((record) => storable(record.errorDetail)),
    ),
    int4Array(records.map((record) => Math.round(record.timings.total))),
    phase((record) => record.timings.dns),
    phase((record) => record.timings.connect),
    phase((record) => record.timings.tls),
    phase((record) => record.timings.firstByte),
    int2Array(records.map((record) => (record.reusedConnection ? REUSED_CONNECTION : 0))),
    sparse(
      textArray,
      records.map((record) => record.remoteAddress),
    ),
    sparse(
      textArray,
      records.map((record) => record.tlsVersion),
    ),
    sparse(
      textArray,
      records.map((record) => (record.method === 'POST' ? null : record.method)),
    ),
    textArray(records.map((record) => storable(record.url))),
    sparse(
      textArray,
      records.map((record) => json(record.requestHeaders)),
    ),
    textArray(records.map((record) => record.signature)),
    sparse(
      textArray,
      records.map((record) => storable(record.requestBody)),
    ),
    sparse(
      textArray,
      records.map((record) => json(record.responseHeaders)),
    ),
    sparse(
      textArray,
      records.map((record) => storable(record.responseBody)),
    ),
    sparse(timestamptzArray, batch.map(dueOf)),
    sparse(float8Array, batch.map(delayOf)),
  ]
}

/** $37–$38: lanes to look at when the earliest of their retries is due. */
export function laneParameters(batch: readonly Settlement[], databaseMicros: number): [Buffer, Buffer] {
  const delays = new Map<number, number>()
  for (const settlement of batch) {
    const due = dueOf(settlement)
    const delay = delayOf(settlement) ?? (due === null ? null : Math.max(0, (due - databaseMicros) / 1_000_000))
    if (delay === null) continue
    const { consumerKey } = settlement.delivery
    delays.set(consumerKey, Math.min(delays.get(consumerKey) ?? delay, delay))
  }
  return [int4Array([...delays.keys()]), float8Array([...delays.values()])]
}

function roundedOf(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms)
}

function json(value: Readonly<Record<string, string>> | null): string | null {
  return value === null ? null : JSON.stringify(value).replaceAll('\\u0000', '\ufffd')
}

/** Postgres text cannot hold NUL, which a receiver may send. */
function storable(text: string | null): string | null {
  return text?.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
}
