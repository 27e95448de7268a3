import type { MessageRow } from '../messages/message-row.ts'
import type { WhyNotReason } from './schemas.ts'

/** What a consumer listened to from a moment on. */
export interface ConsumerRevision {
  readonly event_types: readonly string[]
  readonly tags: readonly string[]
  readonly disabled: boolean
  readonly deleted: boolean
}

/** Why a message has no delivery for a consumer, by what the consumer listened to when it was accepted. */
export function whyNot(
  message: Pick<MessageRow, 'flags' | 'event_type' | 'tags'>,
  revision: ConsumerRevision | undefined,
): readonly [WhyNotReason, string] {
  if ((message.flags & 2) !== 0) return ['inbox', 'It came in over an inbox source, which stores and never sends.']
  if ((message.flags & 1) !== 0) return ['test_of_another', 'It was a test of another consumer.']
  if (revision === undefined) return ['created_later', 'The consumer did not exist yet when the message was accepted.']
  if (revision.deleted) return ['deleted', 'The consumer had been deleted when the message was accepted.']
  if (revision.event_types.length > 0 && !revision.event_types.includes(message.event_type))
    return ['event_type', `The consumer did not listen to ${message.event_type} at that time.`]
  if (revision.tags.length > 0 && !revision.tags.some((tag) => message.tags.includes(tag)))
    return ['tags', 'None of the tags of the consumer is a tag of the message.']
  if (revision.disabled)
    return ['disabled', 'The consumer was disabled when the message was accepted. It can be replayed.']
  return ['removed', 'It matched, and its queued delivery was removed (cancelled or purged).']
}
