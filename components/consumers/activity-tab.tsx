'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { QueryError } from '#components/frame/query-error.tsx'
import { Stack } from '#components/layout/page.tsx'
import { ActivityPanel } from '#components/overview/activity-panel.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { StatBand } from '#components/ui/stat-band.tsx'
import { formatLatency, formatNumber, formatPercent } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { ACTIVITY_RANGES, type ActivityView, RANGE_WORDS } from '#lib/queries/overview.ts'
import { LatencyPanel } from './latency-panel.tsx'

const FRESH_MS = 5000

/** Attempts and latency of one consumer over time, from roll-ups. */
export function ActivityTab({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(ACTIVITY_RANGES).withDefault('6h'))
  const activity = useQuery({
    ...consumerQueries.activity(instanceId, consumerId, range),
    refetchInterval: FRESH_MS,
  })
  if (activity.error && !activity.data)
    return <QueryError error={activity.error} what="The activity" onRetry={activity.refetch} />
  return (
    <Stack>
      <Segmented
        label="Time"
        options={ACTIVITY_RANGES.map((value) => ({ value, label: RANGE_WORDS[value] }))}
        value={range}
        onChange={(next) => void setRange(next)}
      />
      <StatBand isTight stats={figures(activity.data?.totals)} />
      <ActivityPanel activity={activity.data} instanceId={instanceId} filter={{ consumer: consumerId }} />
      <LatencyPanel activity={activity.data} />
    </Stack>
  )
}

function figures(totals: ActivityView['totals'] | undefined) {
  const latency = (ms: number | null | undefined) => (ms == null ? '–' : formatLatency(ms))
  return [
    { label: 'Success', value: totals?.successRate == null ? '–' : formatPercent(totals.successRate) },
    { label: 'Delivered', value: formatNumber(totals?.success ?? 0) },
    { label: 'Retried', value: formatNumber(totals?.retry ?? 0) },
    { label: 'Failed', value: formatNumber(totals?.failure ?? 0) },
    { label: 'p50', value: latency(totals?.p50) },
    { label: 'p95', value: latency(totals?.p95) },
  ]
}
