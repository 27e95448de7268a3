import type { AttemptItem } from '#lib/queries/schemas.ts'

/** The headers of an attempt: those that every one has, then the consumer's own; secret values are masked. */
export function sentHeaders(attempt: AttemptItem): { name: string; value: string }[] {
  const always = {
    'content-type': 'application/json',
    'webhook-id': attempt.msgId,
    'webhook-timestamp': String(Math.floor(Date.parse(attempt.timestamp) / 1000)),
    'webhook-signature': attempt.signature,
  }
  return [...Object.entries(always).map(([name, value]) => ({ name, value })), ...attempt.requestHeaders]
}
