'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { ChartLegend } from '#components/ui/bar-chart-tip.tsx'
import type { ChartBar } from '#components/ui/chart-bar.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { formatClock, formatDay, formatDuration } from '#lib/format.ts'
import type { ActivityView } from '#lib/queries/overview.ts'

const loading = () => <Skeleton className="m-4 h-44" />
const BarChart = dynamic(() => import('#components/ui/bar-chart.tsx').then((module) => module.BarChart), { loading })

/** Attempts over time; a press on a bar opens the logs of its time. */
export function ActivityPanel({ activity, instanceId }: { activity: ActivityView | undefined; instanceId: string }) {
  const router = useRouter()
  const each = activity && `one bar for each ${formatDuration(activity.bucketSeconds)}`
  const openLogs = (bar: ChartBar) => {
    const hours = Math.max(1, Math.ceil((Date.now() - Date.parse(bar.id)) / 3_600_000))
    router.push(`/${instanceId}/logs?since=${hours}`)
  }
  return (
    <Panel title="Attempts" count={each} actions={<ChartLegend />}>
      {activity ? (
        <BarChart
          label={`Attempts, ${each}`}
          bars={activity.buckets.map((one) => toBar(one, activity))}
          onSelect={openLogs}
        />
      ) : (
        loading()
      )}
    </Panel>
  )
}

function toBar(bucket: ActivityView['buckets'][number], { bucketSeconds, range }: ActivityView): ChartBar {
  const end = new Date(Date.parse(bucket.at) + bucketSeconds * 1000)
  const day = formatDay(bucket.at, 'local')
  const from = formatClock(bucket.at, 'local').slice(0, 5)
  const isLong = range === '7d' || range === '14d'
  return {
    id: bucket.at,
    label: `${isLong ? `${day}, ` : ''}${from} to ${formatClock(end, 'local').slice(0, 5)}`,
    tick: isLong ? day.split(' ').slice(0, 2).join(' ') : from,
    success: bucket.success,
    retried: bucket.retry,
    failure: bucket.failure,
  }
}
