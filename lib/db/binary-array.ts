import { Buffer } from 'node:buffer'

// Element type ids of PostgreSQL's catalogue (`pg_type.dat`): part of the binary array format.
const OID = { int8: 20, int2: 21, int4: 23, text: 25, float8: 701, timestamptz: 1184, uuid: 2950 } as const

const HEAD_BYTES = 20
const LENGTH_BYTES = 4
const TWO_TO_32 = 4_294_967_296
/** Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
const POSTGRES_EPOCH_MICROS = 946_684_800_000_000

/**
 * One-dimensional PostgreSQL arrays in binary (`array_recv` in `arrayfuncs.c`), as parameters of `$n::type[]`.
 * node-postgres sends a Buffer in binary: 2.6 µs a row against 12–15 for text that both sides have to quote and parse.
 * Numbers are written through a DataView, which costs a third of the same methods of Buffer.
 */
function head(view: DataView, oid: number, count: number): void {
  view.setInt32(0, count === 0 ? 0 : 1)
  view.setInt32(4, 1)
  view.setInt32(8, oid)
  if (count === 0) return
  view.setInt32(12, count)
  view.setInt32(16, 1)
}

function allocate(count: number, bytes: number): Buffer {
  return Buffer.allocUnsafe(count === 0 ? 12 : HEAD_BYTES + bytes)
}

const viewOf = (buffer: Buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)

/** Fixed-width elements; null becomes SQL null. */
function fixed<T>(
  oid: number,
  width: number,
  values: readonly (T | null)[],
  write: (view: DataView, value: T, at: number) => void,
): Buffer {
  const buffer = allocate(values.length, values.length * (LENGTH_BYTES + width))
  const view = viewOf(buffer)
  head(view, oid, values.length)
  let at = HEAD_BYTES
  for (const value of values) {
    view.setInt32(at, value === null ? -1 : width)
    at += LENGTH_BYTES
    if (value === null) continue
    write(view, value, at)
    at += width
  }
  return values.length === 0 ? buffer : buffer.subarray(0, at)
}

function writeInt64(view: DataView, value: number, at: number) {
  const high = Math.floor(value / TWO_TO_32)
  view.setInt32(at, high)
  view.setUint32(at + 4, value - high * TWO_TO_32)
}

/** Where the 16 bytes stand in the text of a UUID. */
const UUID_DIGITS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const
/** Value of a hexadecimal digit by its character code. */
const HEX = new Int16Array(128).fill(-1)
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  HEX[digit.charCodeAt(0)] = value
  HEX[digit.toUpperCase().charCodeAt(0)] = value
}

function writeUuid(view: DataView, value: string, at: number) {
  let faults = value.length - 36
  for (let byte = 0; byte < 16; byte++) {
    const digit = UUID_DIGITS[byte] ?? 0
    const bits = ((HEX[value.charCodeAt(digit)] ?? -1) << 4) | (HEX[value.charCodeAt(digit + 1)] ?? -1)
    faults |= bits >> 8
    view.setUint8(at + byte, bits)
  }
  if (faults !== 0) throw new Error(`not a UUID: ${value}`)
}

// A DataView wraps what is out of range instead of refusing it.
function writeInt16(view: DataView, value: number, at: number) {
  if ((value << 16) >> 16 !== value) throw new RangeError(`not an int2: ${value}`)
  view.setInt16(at, value)
}

function writeInt32(view: DataView, value: number, at: number) {
  if ((value | 0) !== value) throw new RangeError(`not an int4: ${value}`)
  view.setInt32(at, value)
}

/** `$n::int2[]` @throws RangeError */
export const int2Array = (values: readonly (number | null)[]) => fixed(OID.int2, 2, values, writeInt16)

/** `$n::int4[]` @throws RangeError */
export const int4Array = (values: readonly (number | null)[]) => fixed(OID.int4, 4, values, writeInt32)

/** `$n::int8[]`, of safe integers. */
export const int8Array = (values: readonly (number | null)[]) => fixed(OID.int8, 8, values, writeInt64)

/** `$n::float8[]` */
export const float8Array = (values: readonly (number | null)[]) =>
  fixed(OID.float8, 8, values, (view, value, at) => view.setFloat64(at, value))

/** `$n::timestamptz[]`, of microseconds since the Unix epoch. */
export const timestamptzArray = (values: readonly (number | null)[]) =>
  fixed(OID.timestamptz, 8, values, (view, value, at) => writeInt64(view, value - POSTGRES_EPOCH_MICROS, at))

/** `$n::uuid[]`, of UUIDs in canonical text. @throws on anything else */
export const uuidArray = (values: readonly (string | null)[]) => fixed(OID.uuid, 16, values, writeUuid)

/** `$n::text[]` */
export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = values.length * LENGTH_BYTES
  for (const value of values) if (value !== null) bytes += Buffer.byteLength(value)
  const buffer = allocate(values.length, bytes)
  const view = viewOf(buffer)
  head(view, OID.text, values.length)
  let at = HEAD_BYTES
  for (const value of values) {
    const length = value === null ? -1 : buffer.write(value, at + LENGTH_BYTES, 'utf8')
    view.setInt32(at, length)
    at += LENGTH_BYTES + Math.max(0, length)
  }
  return buffer
}

/**
 * Arrays that are unnested together, one a column of `rows`. `unnest` fills the shorter ones up with nulls, so a column
 * of nothing but nulls is sent as an empty array.
 */
export function columnsOf<T>(rows: readonly T[]) {
  const column =
    <V>(encode: (values: readonly (V | null)[]) => Buffer) =>
    (pick: (row: T) => V | null): Buffer => {
      let some = false
      const values = rows.map((row) => {
        const value = pick(row)
        some ||= value !== null
        return value
      })
      return encode(some ? values : [])
    }
  return {
    uuid: column(uuidArray),
    int2: column(int2Array),
    int4: column(int4Array),
    int8: column(int8Array),
    float8: column(float8Array),
    timestamptz: column(timestamptzArray),
    text: column(textArray),
  }
}

/** A PostgreSQL array literal (`{"a","b"}`), for ragged arrays: `$n::text[]` whose elements are cast to `text[]`. */
export function arrayLiteral(values: readonly (string | number)[]): string {
  if (values.length === 0) return '{}'
  const quoted = values.map((value) => (typeof value === 'number' ? value : `"${value.replace(/["\\]/g, '\\$&')}"`))
  return `{${quoted.join(',')}}`
}
