import { randomFillSync } from 'node:crypto'
import { TypeID } from 'typeid-js'

/** The prefix of each kind of id, as the API shows it. Inside, every id is a UUIDv7. */
export const ID_PREFIX = {
  instance: 'app',
  consumer: 'ep',
  message: 'msg',
  attempt: 'atmpt',
  task: 'qtask',
  source: 'src',
  eventType: 'evtype',
  company: 'comp',
  person: 'usr',
  invitation: 'inv',
  token: 'tok',
  audit: 'aud',
  rejected: 'rej',
  worker: 'wrk',
} as const

export type IdKind = keyof typeof ID_PREFIX

/** Random bytes that one id takes: eight that stand in it and two that start the counter. */
const RANDOM_BYTES = 10
const RANDOM_POOL = Buffer.alloc(RANDOM_BYTES * 512)
const HEX_DIGITS = Buffer.from('0123456789abcdef')
let randomAt = RANDOM_POOL.length
let lastMs = Number.NaN
let counter = 0
/** The id as text, of which only what changes is written; put together from pieces, whoever reads it would flatten it. */
const uuidText = Buffer.from('00000000-0000-7000-8000-000000000000')

/** A UUIDv7 (RFC 9562 §5.7), monotonic within this process. `at` is epoch ms in database time. */
export function newUuid(at: number = Date.now()): string {
  // One call for 512 ids: asking the system for each was the dearest part of accepting a message.
  if (randomAt === RANDOM_POOL.length) {
    randomFillSync(RANDOM_POOL)
    randomAt = 0
  }
  if (at !== lastMs) {
    lastMs = at
    const ms = Math.floor(at).toString(16).padStart(12, '0')
    uuidText.write(`${ms.slice(0, 8)}-${ms.slice(8)}`, 'latin1')
    counter = RANDOM_POOL.readUInt16BE(randomAt + 8) & 0x3ff
  } else counter = (counter + 1) & 0xfff
  writeDigit(15, counter >> 8)
  writeByte(16, counter & 0xff)
  writeByte(19, ((RANDOM_POOL[randomAt] ?? 0) & 0x3f) | 0x80)
  writeByte(21, RANDOM_POOL[randomAt + 1] ?? 0)
  for (let byte = 0; byte < 6; byte++) writeByte(24 + 2 * byte, RANDOM_POOL[randomAt + 2 + byte] ?? 0)
  randomAt += RANDOM_BYTES
  return uuidText.toString('latin1')
}

function writeByte(at: number, byte: number): void {
  writeDigit(at, byte >> 4)
  writeDigit(at + 1, byte & 15)
}

function writeDigit(at: number, value: number): void {
  uuidText[at] = HEX_DIGITS[value] ?? 0
}

/** Crockford's base 32, as TypeID has it. */
const BASE32 = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz')
const NO_DIGIT = 0xff
/** Value of a hexadecimal digit by its character code. */
const HEX = new Uint8Array(128).fill(NO_DIGIT)
for (let value = 0; value < 16; value++) HEX[value.toString(16).charCodeAt(0)] = value
const typeId = Buffer.alloc(26)

/**
 * `019…` → `msg_01h…`: a TypeID (typeid spec 0.3), written by hand because every message and attempt needs one or two.
 */
export function formatId(kind: IdKind, uuid: string): string {
  // 128 bits in 26 digits of five: the first two are zero.
  let bits = 0
  let held = 2
  let written = 0
  for (let at = 0; at < 36; at++) {
    if (at === 8 || at === 13 || at === 18 || at === 23) continue
    const digit = HEX[uuid.charCodeAt(at)] ?? NO_DIGIT
    if (digit === NO_DIGIT) throw new Error('not a UUID')
    bits = (bits << 4) | digit
    held += 4
    if (held < 5) continue
    held -= 5
    typeId[written++] = BASE32[bits >> held] ?? 0
    bits &= (1 << held) - 1
  }
  return `${ID_PREFIX[kind]}_${typeId.toString('latin1')}`
}

/** True for what begins as ids of that kind do, so that nobody may choose it as a uid. */
export function isIdLike(kind: IdKind, text: string): boolean {
  return text.startsWith(`${ID_PREFIX[kind]}_`)
}

/** `msg_01h…` → its UUID, or null when the text is not an id of that kind. */
export function parseId(kind: IdKind, text: string): string | null {
  if (!isIdLike(kind, text)) return null
  try {
    return TypeID.fromString(text, ID_PREFIX[kind]).toUUID()
  } catch {
    return null
  }
}

/** Epoch ms at which a UUIDv7 was made. */
export function uuidTime(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)
}
