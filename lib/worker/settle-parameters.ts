import { columnsOf, float8Array, int4Array } from '#lib/db/binary-array.ts'
import { OUTCOME_CODE, TRIGGER_CODE } from '#lib/domain/deliveries/attempt-codes.ts'
import type { AttemptRecord, Settlement } from '#lib/engine/index.ts'
import { outcomeOf, rowModeOf } from './delivery-codes.ts'

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
  const { uuid, int2, int4, timestamptz, float8 } = columnsOf(batch)
  return [
    uuid(({ delivery }) => delivery.messageId),
    int4(({ delivery }) => delivery.consumerKey),
    timestamptz(({ delivery }) => delivery.lease),
    int2(rowModeOf),
    int2(({ verdict }) => ('step' in verdict ? verdict.step : 0)),
    float8(delayOf),
    timestamptz(dueOf),
  ]
}

/** $8–$36: the attempts. `isFirst` tells rows that cannot have an earlier attempt: the others' number is looked up. */
export function attemptParameters(
  batch: readonly RecordedSettlement[],
  isFirst: (settlement: RecordedSettlement) => boolean,
): Buffer[] {
  const numberOf = (one: RecordedSettlement) =>
    outcomeOf(one) === OUTCOME_CODE.skipped ? SKIPPED_NUMBER : isFirst(one) ? 1 : UNKNOWN_NUMBER
  const { uuid, int2, int4, timestamptz, float8, text } = columnsOf(batch)
  return [
    uuid(({ record }) => record.attemptId),
    uuid(({ delivery }) => delivery.messageId),
    int4(({ delivery }) => delivery.consumerKey),
    int4(({ delivery }) => delivery.instanceKey),
    text(({ delivery }) => delivery.eventType),
    int2(numberOf),
    timestamptz(({ record }) => Math.round(record.at * 1000)),
    int2(({ delivery }) => TRIGGER_CODE[delivery.trigger]),
    int2(outcomeOf),
    int2(({ record }) => record.statusCode),
    text(({ record }) => record.errorKind),
    text(({ record }) => storable(record.errorDetail)),
    int4(({ record }) => Math.round(record.timings.total)),
    int4(({ record }) => roundedOf(record.timings.dns)),
    int4(({ record }) => roundedOf(record.timings.connect)),
    int4(({ record }) => roundedOf(record.timings.tls)),
    int4(({ record }) => roundedOf(record.timings.firstByte)),
    int2(({ record }) => (record.reusedConnection ? REUSED_CONNECTION : 0)),
    text(({ record }) => record.remoteAddress),
    text(({ record }) => record.tlsVersion),
    text(({ record }) => (record.method === 'POST' ? null : record.method)),
    text(({ record }) => storable(record.url)),
    text(({ record }) => json(record.requestHeaders)),
    text(({ record }) => record.signature),
    text(({ record }) => storable(record.requestBody)),
    text(({ record }) => json(record.responseHeaders)),
    text(({ record }) => storable(record.responseBody)),
    timestamptz(dueOf),
    float8(delayOf),
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
  if (value === null) return null
  const text = JSON.stringify(value)
  return text.includes('\\u0000') ? text.replaceAll('\\u0000', '\ufffd') : text
}

/** Postgres text cannot hold NUL, which a receiver may send. */
function storable(text: string | null): string | null {
  return text?.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
}
