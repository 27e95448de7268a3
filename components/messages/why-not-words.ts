import type { WhyNotReason } from '#lib/queries/messages.ts'

/** Why a consumer did not get a message, in the words of a heading. */
export const WHY_NOT_WORDS: Readonly<Record<WhyNotReason, string>> = {
  event_type: 'Filtered by event type',
  tags: 'Filtered by tags',
  disabled: 'Disabled at the time',
  created_later: 'Created later',
  deleted: 'Deleted at the time',
  inbox: 'Came in over an inbox',
  test_of_another: 'Test of another',
  removed: 'Removed from the queue',
}

/** The words for a reason of any kind; nothing for those of a delivery that there is. */
export function whyNotWords(reason: string): string | undefined {
  return Object.entries(WHY_NOT_WORDS).find(([name]) => name === reason)?.[1]
}
