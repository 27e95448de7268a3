import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { isSeenBy } from './is-seen-by.ts'
import { type MessageRow, messageColumns, presentMessage } from './message-row.ts'
import type { MessageView } from './schemas.ts'
import { withinTime } from './time-bounds.ts'

export interface MessageFilter extends PageQuery {
  readonly eventTypes?: readonly string[] | undefined
  readonly tag?: string | undefined
  /** At least one of these among the message's tags. */
  readonly anyTags?: readonly string[] | undefined
  readonly label?: string | undefined
  readonly company?: string | undefined
  readonly before?: Date | undefined
  readonly after?: Date | undefined
  /** Text in the body: read newest first, so give it a range of time. */
  readonly text?: string | undefined
  readonly withBody?: boolean | undefined
}

/** The messages of an instance, newest first. Walks the index (instance, id). */
export async function listMessages(ctx: Context, instance: string, filter: MessageFilter): Promise<Page<MessageView>> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const rows = await prisma().$queryRaw<MessageRow[]>`
    select ${messageColumns(filter.withBody ?? false)} from message m
    where m.instance = ${key}::int and ${messageConditions(ctx, filter)} and ${afterCursor(Prisma.sql`m.id`, window)}
    order by m.id ${direction(window)} limit ${window.limit + 1}`
  return takePage(window, rows, (row) => row.id, presentMessage)
}

/** The conditions of a message filter and of what the actor may see, on `message m`. */
export function messageConditions(ctx: Pick<Context, 'actor'>, filter: MessageFilter): Prisma.Sql {
  return Prisma.join(
    [
      withinTime(Prisma.sql`m.id`, filter.after, filter.before),
      isSeenBy(ctx, Prisma.sql`m.flags`),
      ...(filter.eventTypes?.length ? [Prisma.sql`m.event_type = any(${[...filter.eventTypes]}::text[])`] : []),
      ...attributeConditions(filter),
    ],
    ' and ',
  )
}

type Attributes = Pick<MessageFilter, 'tag' | 'anyTags' | 'label' | 'company' | 'text'>

/** Of those conditions what is asked of a message's own columns. */
export function attributeConditions({ tag, anyTags, label, company, text }: Attributes): Prisma.Sql[] {
  return [
    ...(tag ? [Prisma.sql`${tag}::text = any(m.tags)`] : []),
    ...(anyTags?.length ? [Prisma.sql`m.tags && ${[...anyTags]}::text[]`] : []),
    ...(label ? [Prisma.sql`${label}::text = any(m.labels)`] : []),
    ...(company ? [Prisma.sql`m.company = ${company}`] : []),
    ...(text ? [Prisma.sql`position(lower(${text}) in lower(m.body)) > 0`] : []),
  ]
}

/** The condition of a window over a uuid column. */
export function afterCursor(
  column: Prisma.Sql,
  { after, direction }: { readonly after: string | null; readonly direction: 'asc' | 'desc' },
): Prisma.Sql {
  if (after === null) return Prisma.sql`true`
  return direction === 'asc' ? Prisma.sql`${column} > ${after}::uuid` : Prisma.sql`${column} < ${after}::uuid`
}

/** The order in which a window is read. */
export function direction(window: { readonly direction: 'asc' | 'desc' }): Prisma.Sql {
  return window.direction === 'asc' ? Prisma.sql`asc` : Prisma.sql`desc`
}
