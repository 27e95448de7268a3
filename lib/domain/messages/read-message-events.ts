import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { readLiveEdge } from '../live/live-edge.ts'
import { FIRST_ID } from '../live/live-position.ts'
import { invalidIterator } from '../page.ts'
import { authorize } from '../permissions.ts'
import { messageConditions } from './list-messages.ts'
import { type MessageRow, messageColumns, presentMessage } from './message-row.ts'
import type { MessageView } from './schemas.ts'
import { uuidFloor } from './time-bounds.ts'

export interface MessageEventsQuestion {
  readonly iterator?: string | undefined
  readonly limit?: number | undefined
  readonly eventTypes?: readonly string[] | undefined
  readonly anyTags?: readonly string[] | undefined
  readonly after?: Date | undefined
}

export interface MessageEvents {
  readonly data: readonly MessageView[]
  /** Where the next call goes on; it always is somewhere. */
  readonly iterator: string
  /** Nothing more is there for now. */
  readonly done: boolean
}

/** The round a reader is in: transactions `from` (included) to `to` (null: not begun yet), read in order of id. */
interface Round {
  readonly from: bigint
  readonly to: bigint | null
  readonly id: string
  /** Epoch ms before which no transaction after this round had begun; while `to` is null, none from `from` on. */
  readonly since: number
}

const START: Round = { from: 0n, to: null, id: FIRST_ID, since: 0 }
/** Ids are minted before the statement that inserts them. */
const SLACK_MS = 30_000

/**
 * The messages after an iterator, each exactly once. Ids are minted before commit, so a reader of ids alone would pass
 * over what commits late: it goes in rounds of complete transactions instead. @throws DomainError `validation`
 */
export async function readMessageEvents(
  ctx: Context,
  instance: string,
  { iterator, limit = 50, ...filter }: MessageEventsQuestion,
): Promise<MessageEvents> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const asked = iterator === undefined ? START : readRound(iterator)
  const writingSince = await oldestWriter()
  const { xmin } = await readLiveEdge()
  const round =
    asked.to === null
      ? { from: asked.from, to: xmin, id: firstId(asked.since), since: writingSince }
      : { ...asked, to: asked.to }
  const rows = await prisma().$queryRaw<MessageRow[]>`
    select ${messageColumns(true)} from message m
    where m.instance = ${key}::int and m.id > ${round.id}::uuid and m.xid >= ${`${round.from}`}::xid8
      and m.xid < ${`${round.to}`}::xid8 and ${messageConditions(ctx, filter)}
    order by m.id limit ${limit + 1}`
  const taken = rows.slice(0, limit)
  const isThrough = rows.length <= limit
  const next = isThrough
    ? { from: round.to, to: null, id: FIRST_ID, since: round.since }
    : { ...round, id: taken.at(-1)?.id ?? round.id }
  return { data: taken.map(presentMessage), iterator: writeRound(next), done: isThrough && round.to >= xmin }
}

// Asked before the edge is read: whatever still writes at the edge had begun by then, or began later.
async function oldestWriter(): Promise<number> {
  const [row] = await prisma().$queryRaw<{ at: number }[]>`
    select (extract(epoch from least(statement_timestamp(), min(xact_start))) * 1000)::float8 as at
    from pg_stat_activity where backend_xid is not null`
  return row?.at ?? 0
}

function firstId(since: number): string {
  return uuidFloor(new Date(Math.max(0, Math.floor(since) - SLACK_MS)))
}

const ROUND = /^(\d{1,20})_(\d{1,20}|)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,15})$/

function writeRound({ from, to, id, since }: Round): string {
  return Buffer.from(`${from}_${to ?? ''}_${id}_${Math.floor(since)}`).toString('base64url')
}

function readRound(iterator: string): Round {
  const text = Buffer.from(iterator, 'base64url').toString('utf8')
  const [, from, to = '', id = '', since = ''] = ROUND.exec(text) ?? []
  if (from === undefined || BigInt(from) >= XIDS || (to !== '' && BigInt(to) >= XIDS)) throw invalidIterator()
  return { from: BigInt(from), to: to === '' ? null : BigInt(to), id, since: Number(since) }
}

const XIDS = 2n ** 64n
