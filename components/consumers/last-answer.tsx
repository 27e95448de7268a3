'use client'
import { useQuery } from '@tanstack/react-query'
import { attemptCode } from '#components/deliveries/attempt-status.ts'
import { failureWords } from '#components/deliveries/failure-words.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { formatLatency } from '#lib/format.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'

const FRESH_MS = 5000

/** Beside the URL of a consumer: what it answered last, in which time, and when. */
export function LastAnswer({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const { data: last } = useQuery({ ...attemptQueries.last(instanceId, consumerId), refetchInterval: FRESH_MS })
  if (!last || last.outcome === 'cancelled' || last.outcome === 'skipped') return null
  const isGood = last.outcome === 'success'
  return (
    <span className="flex items-center gap-1.5">
      <StatusGlyph kind={isGood ? 'success' : 'failure'} size="xs" />
      <span>
        <span className={isGood ? 'text-success' : 'text-failure'}>
          {last.statusCode === null ? failureWords(attemptCode(last)) : `answered ${last.statusCode}`}
        </span>{' '}
        in {formatLatency(last.durationMs)}, <RelativeTime at={last.timestamp} />
      </span>
    </span>
  )
}
