import { env } from '#lib/env.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { type LiveEdge, readLiveEdge } from './live-edge.ts'
import { FIRST_ID, type LivePosition, readCursor, writeCursor } from './live-position.ts'
import { presentLiveEvent } from './present-live-event.ts'
import { readLiveRows } from './read-live-rows.ts'
import type { LiveEvent } from './schemas.ts'
import { type LiveLine, selectLiveLines } from './select-live-lines.ts'

/**
 * Lines of the log in order, each with the cursor to go on after it (null where one cannot stop); `hasMore` when the
 * next read has some at once.
 */
export interface LiveBatch {
  readonly events: readonly { readonly cursor: string | null; readonly event: LiveEvent }[]
  /** Where the next read starts, also when nothing came. */
  readonly cursor: string
  readonly hasMore: boolean
  /** The cursor given was too old or none of ours: what lies between it and these events is not shown. */
  readonly hasGap: boolean
}

export interface LiveLog {
  read(): Promise<LiveBatch>
}

/** Lines a read, and at the start. */
const BATCH = 200
/** A cursor older than this starts anew: the search it asks for has no bound worth having. */
const OLDEST_CURSOR_MS = 3_600_000
const MOST_MARKS = 240

/**
 * Opens the live log of an instance after a cursor, or at its newest lines without one. Ids are minted before commit,
 * so it goes by transaction: nothing is passed over that commits late. @throws DomainError `not_found`
 */
export async function openLiveLog(ctx: Context, instance: string, cursor: string | null): Promise<LiveLog> {
  authorize(ctx, 'source:read')
  const { key, retrySchedule } = await findInstance(ctx, instance)
  const schedule = retrySchedule.length > 0 ? retrySchedule : env().POSTHORN_RETRY_SCHEDULE
  return new TransactionLog(key, schedule.length, cursor)
}

class TransactionLog implements LiveLog {
  private position: LivePosition | null
  private hasGap: boolean
  /** Times with the transactions that had not begun by then. */
  private marks: LiveEdge[] = []

  private readonly instanceKey: number
  private readonly attempts: number

  constructor(instanceKey: number, attempts: number, cursor: string | null) {
    this.instanceKey = instanceKey
    this.attempts = attempts
    const given = cursor === null ? null : readCursor(cursor)
    this.position = given !== null && Date.now() - given.since < OLDEST_CURSOR_MS ? given : null
    this.hasGap = cursor !== null && this.position === null
  }

  async read(): Promise<LiveBatch> {
    const edge = await readLiveEdge()
    this.marks = [...this.marks.slice(-MOST_MARKS), edge]
    const batch = this.position === null ? await this.readRecent(edge) : await this.readOn(edge, this.position)
    this.hasGap = false
    return batch
  }

  private async readRecent(edge: LiveEdge): Promise<LiveBatch> {
    const lines = await selectLiveLines({ instanceKey: this.instanceKey, before: edge.xmin, after: null, limit: BATCH })
    const since = Math.min(edge.oldest, edge.at)
    this.position = { xid: edge.xmin, id: FIRST_ID, since }
    const cursor = writeCursor(this.position)
    const shown = await this.present(lines.reverse())
    const last = shown.length - 1
    const events = shown.map(([, event], at) => ({ cursor: at === last ? cursor : null, event }))
    return { events, cursor, hasMore: false, hasGap: this.hasGap }
  }

  private async readOn(edge: LiveEdge, after: LivePosition): Promise<LiveBatch> {
    const lines = await selectLiveLines({ instanceKey: this.instanceKey, before: edge.xmin, after, limit: BATCH })
    const last = lines.at(-1)
    const hasMore = lines.length >= BATCH
    if (hasMore && last !== undefined) this.position = { xid: last.xid, id: last.id, since: after.since }
    // A held transaction keeps the edge where it was; then the position stays too.
    else if (edge.xmin > after.xid)
      this.position = { xid: edge.xmin, id: FIRST_ID, since: this.sinceOf(edge.xmin, after) }
    const events = (await this.present(lines)).map(([{ xid, id }, event]) => ({
      cursor: writeCursor({ xid, id, since: after.since }),
      event,
    }))
    return { events, cursor: writeCursor(this.position ?? after), hasMore, hasGap: this.hasGap }
  }

  /** The latest known time at which no transaction from `xmin` on had begun. */
  private sinceOf(xmin: bigint, after: LivePosition): number {
    const known = this.marks.filter((mark) => mark.xmax <= xmin)
    return Math.max(after.since, ...known.map((mark) => mark.at))
  }

  /** A line whose row went away in the meantime is left out. */
  private async present(lines: readonly LiveLine[]): Promise<[LiveLine, LiveEvent][]> {
    const rows = await readLiveRows(lines)
    return lines.flatMap((line): [LiveLine, LiveEvent][] => {
      const row = rows.get(line.id)
      return row === undefined ? [] : [[line, presentLiveEvent(row, this.attempts)]]
    })
  }
}
