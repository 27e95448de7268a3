'use client'
import dynamic from 'next/dynamic'
import { bucketLabel } from '#components/overview/bucket-label.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { ActivityView } from '#lib/queries/overview.ts'

const loading = () => <Skeleton className="m-4 h-36" />
const LatencyChart = dynamic(() => import('#components/ui/latency-chart.tsx').then((module) => module.LatencyChart), {
  loading,
})

/** How long the receiver took to answer, over time. */
export function LatencyPanel({ activity }: { activity: ActivityView | undefined }) {
  return (
    <Panel title="Latency" count="half and 95 % of the attempts were answered within" actions={<Legend />}>
      {activity ? (
        <LatencyChart
          label="Latency of attempts, p50 and p95"
          points={activity.buckets.map(({ at, p50, p95 }) => ({ id: at, ...bucketLabel(at, activity), p50, p95 }))}
        />
      ) : (
        loading()
      )}
    </Panel>
  )
}

function Legend() {
  return (
    <span className="flex gap-4 pr-2 text-ink-2 text-xs">
      <span className="flex items-center gap-1.5">
        <span aria-hidden="true" className="h-0.5 w-3 bg-ink-3" /> p50
      </span>
      <span className="flex items-center gap-1.5">
        <span aria-hidden="true" className="h-0.5 w-3 bg-accent-edge" /> p95
      </span>
    </span>
  )
}
