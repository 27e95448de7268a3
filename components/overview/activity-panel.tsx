'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { ChartLegend } from '#components/ui/bar-chart-tip.tsx'
import type { ChartBar } from '#components/ui/chart-bar.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { formatDuration } from '#lib/format.ts'
import type { ActivityView } from '#lib/queries/overview.ts'
import { bucketLabel } from './bucket-label.ts'
import type { Incident } from './incidents-of.ts'
import { marksOf } from './marks-of.ts'

const loading = () => <Skeleton className="m-4 h-44" />
const BarChart = dynamic(() => import('#components/ui/bar-chart.tsx').then((module) => module.BarChart), { loading })

type ActivityPanelProps = {
  activity: ActivityView | undefined
  instanceId: string
  title?: string
  /** Of the logs that a bar opens: whose attempts are shown. */
  filter?: Readonly<Record<string, string>>
  /** What began when: drawn at its bar. */
  incidents?: readonly Incident[]
}

/** Attempts over time; a press on a bar opens the logs of its time. */
export function ActivityPanel({
  activity,
  instanceId,
  title = 'Attempts',
  filter = {},
  incidents,
}: ActivityPanelProps) {
  const router = useRouter()
  const each = activity && `one bar for each ${formatDuration(activity.bucketSeconds)}`
  const openLogs = (bar: ChartBar) => {
    const to = new Date(Date.parse(bar.id) + (activity?.bucketSeconds ?? 0) * 1000).toISOString()
    const query = new URLSearchParams({ from: bar.id, to, ...filter })
    router.push(`/${instanceId}/logs?${query}`)
  }
  return (
    <Panel title={title} count={each} actions={<ChartLegend />}>
      {activity ? (
        <BarChart
          label={`Attempts, ${each}`}
          bars={activity.buckets.map((one) => toBar(one, activity))}
          marks={incidents && marksOf(incidents, activity)}
          onSelect={openLogs}
        />
      ) : (
        loading()
      )}
    </Panel>
  )
}

function toBar(bucket: ActivityView['buckets'][number], activity: ActivityView): ChartBar {
  return {
    id: bucket.at,
    ...bucketLabel(bucket.at, activity),
    success: bucket.success,
    retried: bucket.retry,
    failure: bucket.failure,
  }
}
