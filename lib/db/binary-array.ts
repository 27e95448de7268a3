import { Buffer } from 'node:buffer'

// Element type ids of PostgreSQL's catalogue (`pg_type.dat`): part of the binary array format.
const OID = { int8: 20, int2: 21, int4: 23, text: 25, float8: 701, timestamptz: 1184, uuid: 2950 } as const

const HEAD_BYTES = 20
/** The head of an array without elements. */
const EMPTY_BYTES = 12
const LENGTH_BYTES = 4
/** Stands where the length of a value would. */
const NULL_LENGTH = -1
const TWO_TO_32 = 4_294_967_296
/** Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
const POSTGRES_EPOCH_MICROS = 946_684_800_000_000

/** Of UTF-8, for one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3

/** How values of one type are written. */
interface Codec<V> {
  readonly oid: number
  /** Bytes that a value takes at most. */
  readonly most: (value: V) => number
  /** Returns the bytes that it took. */
  readonly write: (value: V, at: number) => number
}

const SCRATCH_BYTES = 64 * 1024
/** A scratch that one array made larger than this is let go of. */
const MOST_SCRATCH_BYTES = 4 * 1024 * 1024

// Arrays are put together here and then copied: to measure texts first would read each of them twice.
let scratch: Buffer = Buffer.allocUnsafeSlow(SCRATCH_BYTES)
let view = viewOf(scratch)

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

function takeScratch(buffer: Buffer): void {
  scratch = buffer
  view = viewOf(buffer)
}

/** Makes room for so many bytes from `at` on. */
function reserve(at: number, bytes: number): void {
  if (at + bytes <= scratch.length) return
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * scratch.length, at + bytes))
  scratch.copy(larger, 0, 0, at)
  takeScratch(larger)
}

/**
 * One-dimensional PostgreSQL arrays in binary (`array_recv` in `arrayfuncs.c`), as parameters of `$n::type[]`.
 * node-postgres sends a Buffer in binary: 2.6 µs a row against 12–15 for text that both sides have to quote and parse.
 * Numbers are written through a DataView, which costs a third of the same methods of Buffer.
 * @param sparse nothing but nulls is written as an empty array
 */
function encode<T, V>(codec: Codec<V>, rows: readonly T[], pick: (row: T) => V | null, sparse: boolean): Buffer {
  let at = HEAD_BYTES
  let some = false
  // By index: arrays of numbers, texts and objects come here, and V8 does not inline an iterator over all of them.
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    const value = row === undefined ? null : pick(row)
    reserve(at, LENGTH_BYTES + (value === null ? 0 : codec.most(value)))
    const length = value === null ? NULL_LENGTH : codec.write(value, at + LENGTH_BYTES)
    view.setInt32(at, length)
    at += LENGTH_BYTES
    if (length === NULL_LENGTH) continue
    at += length
    some = true
  }
  const count = sparse && !some ? 0 : rows.length
  writeHead(codec.oid, count)
  const whole = Buffer.from(scratch.subarray(0, count === 0 ? EMPTY_BYTES : at))
  if (scratch.length > MOST_SCRATCH_BYTES) takeScratch(Buffer.allocUnsafeSlow(SCRATCH_BYTES))
  return whole
}

function writeHead(oid: number, count: number): void {
  view.setInt32(0, count === 0 ? 0 : 1)
  view.setInt32(4, 1)
  view.setInt32(8, oid)
  if (count === 0) return
  view.setInt32(12, count)
  view.setInt32(16, 1)
}

/** Of values that all take the same bytes. */
function fixed<V>(oid: number, width: number, write: (value: V, at: number) => void): Codec<V> {
  return {
    oid,
    most: () => width,
    write: (value, at) => {
      write(value, at)
      return width
    },
  }
}

function writeInt64(value: number, at: number) {
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

function writeUuid(value: string, at: number) {
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
function writeInt16(value: number, at: number) {
  if ((value << 16) >> 16 !== value) throw new RangeError(`not an int2: ${value}`)
  view.setInt16(at, value)
}

function writeInt32(value: number, at: number) {
  if ((value | 0) !== value) throw new RangeError(`not an int4: ${value}`)
  view.setInt32(at, value)
}

const text: Codec<string> = {
  oid: OID.text,
  most: (value) => value.length * MOST_BYTES_A_UNIT,
  write: (value, at) => scratch.write(value, at, 'utf8'),
}

const CODECS = {
  uuid: fixed(OID.uuid, 16, writeUuid),
  int2: fixed(OID.int2, 2, writeInt16),
  int4: fixed(OID.int4, 4, writeInt32),
  int8: fixed(OID.int8, 8, writeInt64),
  float8: fixed<number>(OID.float8, 8, (value, at) => view.setFloat64(at, value)),
  timestamptz: fixed<number>(OID.timestamptz, 8, (value, at) => writeInt64(value - POSTGRES_EPOCH_MICROS, at)),
  text,
}

function arrayOf<V>(codec: Codec<V>) {
  return (values: readonly (V | null)[]): Buffer => encode(codec, values, itself, false)
}

const itself = <V>(value: V) => value

/** `$n::int2[]` @throws RangeError */
export const int2Array = arrayOf(CODECS.int2)

/** `$n::int4[]` @throws RangeError */
export const int4Array = arrayOf(CODECS.int4)

/** `$n::int8[]`, of safe integers. */
export const int8Array = arrayOf(CODECS.int8)

/** `$n::float8[]` */
export const float8Array = arrayOf(CODECS.float8)

/** `$n::timestamptz[]`, of microseconds since the Unix epoch. */
export const timestamptzArray = arrayOf(CODECS.timestamptz)

/** `$n::uuid[]`, of UUIDs in canonical text. @throws on anything else */
export const uuidArray = arrayOf(CODECS.uuid)

/** `$n::text[]` */
export const textArray = arrayOf(CODECS.text)

/**
 * Arrays that are unnested together, one a column of `rows`. `unnest` fills the shorter ones up with nulls, so a column
 * of nothing but nulls is sent as an empty array.
 */
export function columnsOf<T>(rows: readonly T[]) {
  const column =
    <V>(codec: Codec<V>) =>
    (pick: (row: T) => V | null) =>
      encode(codec, rows, pick, true)
  return {
    uuid: column(CODECS.uuid),
    int2: column(CODECS.int2),
    int4: column(CODECS.int4),
    int8: column(CODECS.int8),
    float8: column(CODECS.float8),
    timestamptz: column(CODECS.timestamptz),
    text: column(CODECS.text),
  }
}

/** A PostgreSQL array literal (`{"a","b"}`), for ragged arrays: `$n::text[]` whose elements are cast to `text[]`. */
export function arrayLiteral(values: readonly (string | number)[]): string {
  if (values.length === 0) return '{}'
  const quoted = values.map((value) => (typeof value === 'number' ? value : `"${value.replace(/["\\]/g, '\\$&')}"`))
  return `{${quoted.join(',')}}`
}
