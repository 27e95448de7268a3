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

let lastMs = 0
let counter = 0

/** A UUIDv7 (RFC 9562 §5.7), monotonic within this process. `at` is epoch ms in database time. */
export function newUuid(at: number = Date.now()): string {
  const bytes = randomFillSync(Buffer.allocUnsafe(16))
  counter = at === lastMs ? (counter + 1) & 0xfff : bytes.readUInt16BE(6) & 0x3ff
  lastMs = at
  bytes.writeUIntBE(Math.floor(at), 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
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
