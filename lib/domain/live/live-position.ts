/**
 * How far a reader of the live log is: every row before `(xid, id)` in order of transaction was handed out.
 * `since` (epoch ms) is a time before which no row after the position was made: the bound of each search.
 */
export interface LivePosition {
  readonly xid: bigint
  readonly id: string
  readonly since: number
}

export const FIRST_ID = '00000000-0000-0000-0000-000000000000'

const CURSOR = /^(\d{1,19})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,16})$/

/** The position as the id of a server-sent event. */
export function writeCursor({ xid, id, since }: LivePosition): string {
  return `${xid}_${id}_${Math.floor(since)}`
}

/** The position in a `Last-Event-ID`, or null when it is none. */
export function readCursor(text: string): LivePosition | null {
  const [, xid = '', id = '', since = ''] = CURSOR.exec(text) ?? []
  return xid === '' ? null : { xid: BigInt(xid), id, since: Number(since) }
}
