'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryError } from '#components/frame/query-error.tsx'
import { ActivityPanel } from '#components/overview/activity-panel.tsx'
import { StatBand } from '#components/ui/stat-band.tsx'
import { formatLatency, formatNumber, formatPercent } from '#lib/format.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'

/** What an event type came to over the last day. */
export function EventTypeTraffic({ instanceId, name }: { instanceId: string; name: string }) {
  const { data, error, refetch } = useQuery(eventTypeQueries.traffic(instanceId, name, '24h'))
  if (error && !data) return <QueryError error={error} what="The traffic" onRetry={refetch} />
  const totals = data?.totals
  return (
    <>
      <StatBand
        isTight
        stats={[
          { label: 'Accepted, 24 h', value: totals ? formatNumber(totals.accepted) : '–' },
          { label: 'Delivered', value: totals ? formatNumber(totals.success) : '–' },
          {
            label: 'Failed',
            value: totals ? formatNumber(totals.failure) : '–',
            tone: totals && totals.failure > 0 ? 'failure' : undefined,
          },
          {
            label: 'Success rate',
            value: totals?.successRate == null ? '–' : formatPercent(totals.successRate),
          },
          { label: 'p95', value: totals?.p95 == null ? '–' : formatLatency(totals.p95) },
        ]}
      />
      <ActivityPanel activity={data} instanceId={instanceId} title="Traffic" filter={{ eventType: name }} />
    </>
  )
}
