import { Prisma } from '#lib/db/generated/client.ts'
import { MESSAGE_FLAG } from '../messages/message-flags.ts'
import type { MessageRow } from '../messages/message-row.ts'
import type { WhyNotReason } from './schemas.ts'

/** What a consumer's set-up of a moment made of a message. */
export interface Hearing {
  readonly listens: boolean
  readonly shares: boolean
  readonly disabled: boolean
  readonly deleted: boolean
}

/** The columns of a `Hearing`, from a row with `event_types`, `tags`, `disabled` and `deleted`. */
export function hearingOf(message: Pick<MessageRow, 'event_type' | 'tags'>): Prisma.Sql {
  return Prisma.sql`coalesce(cardinality(event_types), 0) = 0 or ${message.event_type} = any(event_types) as listens,
    coalesce(cardinality(tags), 0) = 0 or tags && ${message.tags}::text[] as shares, disabled, deleted`
}

/** Why a message has no delivery for a consumer, by how it was set up when the message was accepted. */
export function whyNot(
  message: Pick<MessageRow, 'flags' | 'event_type'>,
  hearing: Hearing | undefined,
): readonly [WhyNotReason, string] {
  if ((message.flags & MESSAGE_FLAG.inbox) !== 0)
    return ['inbox', 'It came in over an inbox source, which stores and never sends.']
  if ((message.flags & MESSAGE_FLAG.test) !== 0) return ['test_of_another', 'It was a test of another consumer.']
  if (hearing === undefined) return ['created_later', 'The consumer did not exist yet when the message was accepted.']
  if (hearing.deleted) return ['deleted', 'The consumer had been deleted when the message was accepted.']
  if (!hearing.listens) return ['event_type', `The consumer did not listen to ${message.event_type} at that time.`]
  if (!hearing.shares) return ['tags', 'None of the tags of the consumer is a tag of the message.']
  if (hearing.disabled)
    return ['disabled', 'The consumer was disabled when the message was accepted. It can be replayed.']
  return ['removed', 'It matched, and its queued delivery was removed (cancelled or purged).']
}
