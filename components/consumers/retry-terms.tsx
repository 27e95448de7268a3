import { Link } from '#components/ui/link.tsx'
import { formatCount, formatDuration } from '#lib/format.ts'
import type { DeliveryTerms } from '#lib/queries/consumers.ts'

/** Which retry schedule applies, in words, with the event types that have their own. */
export function RetryTerms({ terms, instanceId }: { terms: DeliveryTerms | undefined; instanceId: string }) {
  if (terms === undefined) return <span className="text-ink-3">…</span>
  const { retrySchedule, scheduleOf, exceptions } = terms
  const whole = retrySchedule.reduce((sum, wait) => sum + wait, 0)
  return (
    <>
      <span title={retrySchedule.map((wait) => (wait === 0 ? 'at once' : `after ${formatDuration(wait)}`)).join(', ')}>
        {formatCount(retrySchedule.length, 'attempt')} over {formatDuration(whole)}
      </span>
      <span className="text-ink-3 text-xs">
        {scheduleOf === 'instance' ? (
          <Link href={`/${instanceId}/settings`} variant="quiet">
            set for this instance
          </Link>
        ) : (
          'the default'
        )}
        {exceptions.length > 0 &&
          `; ${exceptions
            .slice(0, 3)
            .map(({ eventType, retrySchedule: own }) => `${eventType}: ${formatCount(own.length, 'attempt')}`)
            .join(', ')}${exceptions.length > 3 ? ` and ${exceptions.length - 3} more types` : ''}`}
      </span>
    </>
  )
}
