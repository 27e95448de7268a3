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

const ID_BYTES = 16
const RANDOM_POOL = new Uint8Array(ID_BYTES * 512)
let randomAt = RANDOM_POOL.length
let lastMs = 0
let counter = 0

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A UUIDv7 (RFC 9562 §5.7), monotonic within this process. `at` is epoch ms in database time. */
export function newUuid(at: number = Date.now()): string {
  // One call for 512 ids: asking the system for each was the dearest part of accepting a message.
  if (randomAt === RANDOM_POOL.length) {
    randomFillSync(RANDOM_POOL)
    randomAt = 0
  }
  const bytes = RANDOM_POOL.subarray(randomAt, randomAt + ID_BYTES)
  randomAt += ID_BYTES
  const random = ((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)
  counter = at === lastMs ? (counter + 1) & 0xfff : random & 0x3ff
  lastMs = at
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const sequence = (0x7000 | counter).toString(16)
  const variant = HEX[((bytes[8] ?? 0) & 0x3f) | 0x80] ?? '80'
  const node =
    hexAt(bytes, 10) + hexAt(bytes, 11) + hexAt(bytes, 12) + hexAt(bytes, 13) + hexAt(bytes, 14) + hexAt(bytes, 15)
  return `${time.slice(0, 8)}-${time.slice(8)}-${sequence}-${variant}${hexAt(bytes, 9)}-${node}`
}

function hexAt(bytes: Uint8Array, index: number): string {
  return HEX[bytes[index] ?? 0] ?? '00'
}

/** `019…` → `msg_01h…` */
export function formatId(kind: IdKind, uuid: string): string {
  return TypeID.fromUUID(ID_PREFIX[kind], uuid).toString()
}

/** `msg_01h…` → its UUID, or null when the text is not an id of that kind. */
export function parseId(kind: IdKind, text: string): string | null {
  if (!text.startsWith(`${ID_PREFIX[kind]}_`)) return null
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
