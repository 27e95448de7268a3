import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { uuidTime } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import type { MessageRow } from '../messages/message-row.ts'
import { authorize } from '../permissions.ts'
import { type WhyNotCounts, whyNotReasonSchema } from './schemas.ts'
import { type Hearing, hearingOf, whyNot } from './why-not.ts'

/** Consumers to which the message was the same; less than none are taken off again. */
type Alike = Hearing & { readonly existed: boolean; readonly consumers: number }

/**
 * How many of today's consumers did not get a message, by the reason that "why not?" gives. @throws DomainError
 * `not_found`
 */
export async function countWhyNot(ctx: Context, instance: string, message: string): Promise<WhyNotCounts> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const row = await findMessage(ctx, found, message)
  const alike = await prisma().$queryRaw<Alike[]>(selectAlike(row, found.id))
  const counts = new Map<string, number>()
  for (const { existed, consumers, ...hearing } of alike) {
    const [reason] = whyNot(row, existed ? hearing : undefined)
    counts.set(reason, (counts.get(reason) ?? 0) + consumers)
  }
  return {
    consumers: alike.reduce((sum, { consumers }) => sum + consumers, 0),
    reasons: whyNotReasonSchema.options.flatMap((reason) => {
      const consumers = counts.get(reason)
      return consumers ? [{ reason, consumers }] : []
    }),
  }
}

// All consumers as they are today, less those that got it or were set up otherwise at that time, and these as they were:
// few, looked up one by one. A join that asks each of 10,000 whether it is one of them takes longer than all the rest.
function selectAlike(message: MessageRow, instanceId: string): Prisma.Sql {
  const at = new Date(uuidTime(message.id) + 1)
  const hearing = hearingOf(message)
  return Prisma.sql`
    with got as materialized (
      select consumer from queue where message_id = ${message.id}::uuid
      union select consumer from attempt where message_id = ${message.id}::uuid
    ), revised as materialized (
      select distinct consumer from consumer_revision where "from" > ${at}
    ), today as not materialized (
      select key, event_types, tags, disabled, false as deleted, true as existed from consumer
      where instance_id = ${instanceId}::uuid and kind = 'consumer' and deleted_at is null
    ), at_that_time as (
      select was.event_types, was.tags, was.disabled, was.deleted, was.consumer is not null as existed
      from today left join lateral (
        select * from consumer_revision where consumer = today.key and "from" <= ${at} order by "from" desc limit 1
      ) as was on true
      where key = any(array(select consumer from revised except select consumer from got))
    )
    select ${hearing}, existed, count(*)::int as consumers from today group by 1, 2, 3, 4, 5
    union all
    select ${hearing}, existed, -count(*)::int from today
    where key = any(array(select consumer from got union select consumer from revised)) group by 1, 2, 3, 4, 5
    union all
    select ${hearing}, existed, count(*)::int from at_that_time group by 1, 2, 3, 4, 5`
}
