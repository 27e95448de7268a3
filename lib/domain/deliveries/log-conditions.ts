import { Prisma } from '#lib/db/generated/client.ts'
import { parseId } from '../ids.ts'
import { attributeConditions } from '../messages/list-messages.ts'
import { withinTime } from '../messages/time-bounds.ts'
import type { Within } from '../messages/within-ids.ts'
import type { DeliveryLogFilter } from './delivery-log-filter.ts'

/** What an index answers: the messages that a scan walks over. */
export function walkConditions({ before, after, eventTypes, isScheduled }: DeliveryLogFilter): Prisma.Sql {
  const types = eventTypes?.length ? Prisma.sql`w.event_type = any(${[...eventTypes]}::text[])` : Prisma.sql`true`
  const scheduled = isScheduled ? Prisma.sql`w.deliver_at > now()` : Prisma.sql`true`
  return Prisma.join([withinTime(Prisma.sql`w.id`, after, before), types, scheduled], ' and ')
}

/** What is asked of each message that a scan meets, on `message m`. `consumer` is the key of `filter.consumer`. */
export function metConditions(filter: DeliveryLogFilter, consumer: number | null, within: Within): Prisma.Sql {
  const { source, id } = filter
  const parts = [
    ...(id ? [idCondition(id)] : []),
    ...attributeConditions(filter),
    ...(source ? [Prisma.sql`m.source_id = ${parseId('source', source)}::uuid`] : []),
    ...deliveryConditions(filter, consumer, within),
    ...attemptConditions(filter, consumer, within),
  ]
  return parts.length === 0 ? Prisma.sql`true` : Prisma.join(parts, ' and ')
}

/** True when the answer may be sparse: then a page is what one bounded scan finds. */
export function isSparse({ eventTypes, before, after, isScheduled, ...rest }: DeliveryLogFilter): boolean {
  const { limit, iterator, order, withBody, ...met } = rest
  return Object.values(met).some((value) => value !== undefined)
}

function idCondition(id: string): Prisma.Sql {
  const uuid = parseId('message', id)
  return uuid === null ? Prisma.sql`m.event_id = ${id}` : Prisma.sql`m.id = ${uuid}::uuid`
}

// `offset 0` keeps Postgres from joining: it would aggregate every attempt there is before it looks at one page.
function deliveryConditions({ statuses }: DeliveryLogFilter, consumer: number | null, within: Within): Prisma.Sql[] {
  if (!statuses && consumer === null) return []
  if (!statuses)
    return [
      Prisma.sql`(exists (select from attempt a where a.message_id = m.id and ${within(Prisma.sql`a.message_id`)}
          and a.consumer = ${consumer}::int offset 0)
        or exists (select from queue q where q.message_id = m.id and q.consumer = ${consumer}::int offset 0))`,
    ]
  const one = consumer === null ? Prisma.sql`true` : Prisma.sql`d.consumer = ${consumer}::int`
  return [
    Prisma.sql`exists (select from delivery d where d.message_id = m.id and ${deliveriesWithin(within)} and ${one}
      and d.status = any(${[...statuses]}::text[]) offset 0)`,
  ]
}

/**
 * The same of `delivery d`: the view joins the message, and Postgres concludes nothing about the days of one from the
 * other.
 */
export function deliveriesWithin(within: Within): Prisma.Sql {
  return Prisma.sql`${within(Prisma.sql`d.message_id`)} and ${within(Prisma.sql`d.message`)}`
}

function attemptConditions(
  { errorKind, statusClass }: DeliveryLogFilter,
  consumer: number | null,
  within: Within,
): Prisma.Sql[] {
  if (!errorKind && statusClass === undefined) return []
  const one = consumer === null ? Prisma.sql`true` : Prisma.sql`a.consumer = ${consumer}::int`
  const kind = errorKind ? Prisma.sql`a.error_kind = ${errorKind}` : Prisma.sql`true`
  const [from, to] = [(statusClass ?? 0) * 100, (statusClass ?? 0) * 100 + 99]
  const code =
    statusClass === undefined ? Prisma.sql`true` : Prisma.sql`a.status_code between ${from}::int and ${to}::int`
  return [
    Prisma.sql`exists (select from attempt a where a.message_id = m.id and ${within(Prisma.sql`a.message_id`)}
      and ${one} and ${kind} and ${code} offset 0)`,
  ]
}
