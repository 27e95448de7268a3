import type { Transaction } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { DUE_CHANNEL } from '../messages/web-message-sink.ts'
import { FIRST_IN_LANE } from './first-in-lane.ts'

export interface ResendTarget {
  /** UUID. */
  readonly messageId: string
  readonly consumerKey: number
  /** Bytes of the body. */
  readonly size: number
}

/**
 * Queues a try by hand before everything else in its lane; a pause does not hold it. There is one row per pair: one that
 * follows its schedule becomes the try by hand and remembers when the schedule goes on, and so does one in flight.
 */
export async function queueResend(
  tx: Pick<Transaction, '$executeRaw'>,
  { messageId, consumerKey, size }: ResendTarget,
): Promise<void> {
  await tx.$executeRaw`
    insert into queue as q (message_id, consumer, due_at, attempt, trigger, size)
    values (${messageId}::uuid, ${consumerKey}, ${Prisma.raw(FIRST_IN_LANE)}, 0, 1, ${size})
    on conflict (message_id, consumer) do update set due_at = excluded.due_at, trigger = 1,
      resume_at = case when q.trigger in (1, 2) then q.resume_at else greatest(q.due_at, now()) end`
  await tx.$executeRaw`update lane set next_at = least(next_at, now()) where consumer = ${consumerKey}`
  await tx.$executeRaw`select pg_notify(${DUE_CHANNEL}, '')`
}
