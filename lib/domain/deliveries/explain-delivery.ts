import { prisma } from '#lib/db/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { uuidTime } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { authorize } from '../permissions.ts'
import type { WhyNotReason } from './schemas.ts'
import { type Hearing, hearingOf, whyNot } from './why-not.ts'

/** Why a message did or did not go to a consumer, with the configuration of that moment. */
export interface DeliveryExplanation {
  readonly reason:
    | WhyNotReason
    | 'delivered'
    | 'queued'
    | 'rate_limited'
    | 'paused'
    | 'cancelled_by_transformation'
    | 'failed'
  /** One sentence for the person who asks. */
  readonly sentence: string
  /** Null: every event type. */
  readonly consumerEventTypes: readonly string[] | null
  readonly consumerTags: readonly string[]
  readonly messageTags: readonly string[]
  readonly nextAttemptAt: string | null
}

interface Revision extends Hearing {
  readonly event_types: readonly string[]
  readonly tags: readonly string[]
}

interface State {
  readonly status: string
  readonly due_at: Date | null
  readonly paused: boolean
  readonly rate: number | null
}

/** Answers for the configuration of the moment the message was accepted. @throws DomainError `not_found` */
export async function explainDelivery(
  ctx: Context,
  instance: string,
  message: string,
  consumer: string,
): Promise<DeliveryExplanation> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const [row, to] = await Promise.all([findMessage(ctx, found, message), findConsumer(found, consumer)])
  const [state] = await prisma().$queryRaw<State[]>`
    select d.status, d.due_at, c.paused, c.rate from delivery d join consumer c on c.key = d.consumer
    where d.message_id = ${row.id}::uuid and d.consumer = ${to.key}::int`
  const at = new Date(uuidTime(row.id) + 1)
  const [revision] = await prisma().$queryRaw<Revision[]>`
    select event_types, tags, ${hearingOf(row)} from consumer_revision
    where consumer = ${to.key}::int and "from" <= ${at} order by "from" desc limit 1`
  const [reason, sentence] = state === undefined ? whyNot(row, revision) : whereItIs(state)
  return {
    reason,
    sentence,
    consumerEventTypes: revision === undefined || revision.event_types.length === 0 ? null : revision.event_types,
    consumerTags: revision?.tags ?? to.tags,
    messageTags: row.tags,
    nextAttemptAt: state?.due_at?.toISOString() ?? null,
  }
}

type Finding = readonly [DeliveryExplanation['reason'], string]

function whereItIs({ status, due_at, paused, rate }: State): Finding {
  if (status === 'success') return ['delivered', 'It was delivered: an attempt was answered with 2xx.']
  if (status === 'cancelled') return ['cancelled_by_transformation', 'The transformation of the consumer cancelled it.']
  if (status === 'failure') return ['failed', 'It was tried, and every attempt failed. Send it again or recover.']
  if (paused) return ['paused', 'The consumer is paused. It goes on when the consumer is resumed.']
  const isLate = due_at !== null && due_at.getTime() < Date.now()
  if (isLate && rate !== null) return ['rate_limited', `It waits behind the rate limit of ${rate} messages a second.`]
  return ['queued', 'It is in the queue and will be tried.']
}
