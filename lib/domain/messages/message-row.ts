import { Prisma } from '#lib/db/generated/client.ts'
import { env } from '#lib/env.ts'
import { formatId, uuidTime } from '../ids.ts'
import { keptUntil } from './kept-until.ts'
import { MESSAGE_FLAG } from './message-flags.ts'
import type { MessageView } from './schemas.ts'

/** A message as the lists read it. `body` is null when it was expunged or not asked for. */
export interface MessageRow {
  readonly id: string
  readonly event_type: string
  readonly event_id: string | null
  readonly tags: readonly string[]
  readonly tag_origins: readonly number[]
  readonly labels: readonly string[]
  readonly company: string | null
  readonly source_id: string | null
  readonly size: number
  readonly flags: number
  readonly deliver_at: Date | null
  readonly expunge_at: Date | null
  readonly is_expunged: boolean
  readonly body: string | null
}

/** The columns of a `MessageRow` of `message m`. */
export function messageColumns(withBody: boolean): Prisma.Sql {
  const body = withBody ? Prisma.sql`m.body` : Prisma.sql`null::text as body`
  return Prisma.sql`m.id::text, m.event_type, m.event_id, m.tags, m.tag_origins::int[], m.labels, m.company,
    m.source_id::text, m.size, m.flags::int, m.deliver_at,
    m.expunge_at, m.body is null as is_expunged, ${body}`
}

const ORIGINS = ['create', 'payload', 'company'] as const

/** A message as the API shows it. */
export function presentMessage(row: MessageRow): MessageView {
  const createdAt = uuidTime(row.id)
  return {
    id: formatId('message', row.id),
    eventId: row.event_id,
    eventType: row.event_type,
    matchTags: row.tags.map((tag, index) => ({ tag, origin: ORIGINS[row.tag_origins[index] ?? 0] ?? 'create' })),
    labels: [...row.labels],
    company: row.company,
    sourceId: row.source_id === null ? null : formatId('source', row.source_id),
    size: row.size,
    isTest: (row.flags & MESSAGE_FLAG.test) !== 0,
    isInbox: (row.flags & MESSAGE_FLAG.inbox) !== 0,
    createdAt: new Date(createdAt).toISOString(),
    deliverAt: row.deliver_at?.toISOString() ?? null,
    keptUntil: row.is_expunged
      ? null
      : keptUntil(createdAt, row.expunge_at, env().POSTHORN_RETENTION_DAYS).toISOString(),
    body: row.body,
  }
}
