import type { PrismaClient } from '#lib/db/generated/client.ts'
import type { OperationalEvent } from './operational-event.ts'
import { presentAttemptEvent } from './present-operational-event.ts'
import { raiseOperationalEvents } from './raise-operational-events.ts'
import type { OperationalEventType } from './schemas.ts'

/** A delivery that began to fail, failed for good, or succeeded after it had been failing. */
export interface DeliveryTurn {
  readonly type: Extract<OperationalEventType, `message.attempt.${string}`>
  readonly consumerKey: number
  readonly messageId: string
  readonly attemptId: string
  readonly statusCode: number | null
  /** Epoch ms. */
  readonly at: number
}

interface Subject {
  readonly ord: bigint
  readonly instance_key: number
  readonly instance_id: string
  readonly instance_uid: string | null
  readonly consumer_id: string
  readonly consumer_uid: string | null
  readonly event_id: string | null
}

/** Tells operational endpoints of turns in deliveries; one query says whether anybody listens. */
export async function raiseAttemptEvents(
  db: Pick<PrismaClient, '$queryRaw'>,
  turns: readonly DeliveryTurn[],
): Promise<void> {
  if (turns.length === 0) return
  const subjects = await findSubjects(db, turns)
  const events = subjects.flatMap((subject): OperationalEvent[] => {
    const turn = turns[Number(subject.ord) - 1]
    if (turn === undefined) return []
    const instance = { id: subject.instance_id, uid: subject.instance_uid }
    const consumer = { id: subject.consumer_id, uid: subject.consumer_uid }
    const attempt = { ...turn, eventId: subject.event_id, at: new Date(turn.at) }
    return [
      { instanceKey: subject.instance_key, type: turn.type, data: presentAttemptEvent(instance, consumer, attempt) },
    ]
  })
  await raiseOperationalEvents(db, events)
}

// Operational endpoints are no subjects themselves: operational events never beget operational events.
// A consumer deleted since is one still: what happened to its delivery did happen.
function findSubjects(db: Pick<PrismaClient, '$queryRaw'>, turns: readonly DeliveryTurn[]): Promise<Subject[]> {
  return db.$queryRaw`
    SELECT t.ord, i.key AS instance_key, i.id::text AS instance_id, i.uid AS instance_uid, c.id::text AS consumer_id,
      c.uid AS consumer_uid, m.event_id
    FROM unnest(${turns.map((turn) => turn.consumerKey)}::int[], ${turns.map((turn) => turn.messageId)}::uuid[])
      WITH ORDINALITY AS t (consumer, message_id, ord)
    JOIN consumer c ON c.key = t.consumer AND c.kind = 'consumer'
    JOIN instance i ON i.id = c.instance_id
    JOIN message m ON m.id = t.message_id
    WHERE EXISTS (SELECT FROM consumer o WHERE o.instance_id = i.id AND o.kind = 'operational' AND NOT o.disabled
      AND o.deleted_at IS NULL)`
}
