import type { ReactNode } from 'react'
import { type Stat, StatBand } from '#components/ui/stat-band.tsx'
import { formatChange, formatDuration, formatLatency, formatNumber, formatPercent } from '#lib/format.ts'
import { type ActivityView, type OverviewView, RANGE_WORDS } from '#lib/queries/overview.ts'
import { QueueContext } from './queue-context.tsx'

type OverviewTilesProps = {
  instanceId: string
  activity: ActivityView | undefined
  overview: OverviewView | undefined
}

/** Accepted, delivered, success rate, latency and queue, each with a line of context. */
export function OverviewTiles({ instanceId, activity, overview }: OverviewTilesProps) {
  return <StatBand stats={[...activityStats(activity), queueStat(instanceId, overview)]} />
}

function activityStats(activity: ActivityView | undefined): Stat[] {
  const totals = activity?.totals
  if (!activity || !totals)
    return ['Accepted', 'Delivered', 'Success rate', 'Latency p95'].map((label) => ({ label, value: '–' }))
  const seconds = activity.bucketSeconds * activity.buckets.length
  const failed = totals.failure + totals.retry
  const [p95, unit] = totals.p95 === null ? ['–', undefined] : split(formatLatency(totals.p95))
  const rate = totals.successRate
  return [
    {
      label: 'Accepted',
      value: formatNumber(totals.accepted),
      context: acceptedChange(activity) ?? perTime(totals.accepted, seconds),
    },
    {
      label: 'Delivered',
      value: formatNumber(totals.success),
      context:
        totals.accepted > 0 && totals.success > 0
          ? `${(totals.success / totals.accepted).toFixed(1)} for each event`
          : 'none yet',
    },
    {
      label: 'Success rate',
      value: rate === null ? '–' : split(formatPercent(rate))[0],
      unit: rate === null ? undefined : '%',
      context: rate === null ? 'no attempts yet' : (rateChange(activity) ?? `${formatNumber(failed)} attempts failed`),
      tone: rate !== null && rate < 0.9 ? 'failure' : undefined,
    },
    {
      label: 'Latency p95',
      value: p95,
      unit,
      context: totals.p50 === null ? 'no attempts yet' : `p50 ${formatLatency(totals.p50)}`,
    },
  ]
}

/** Against the same time before; nothing where there was none to compare with. */
function acceptedChange({ totals, previous, range }: ActivityView): ReactNode {
  if (previous.accepted === 0) return null
  const percent = (totals.accepted / previous.accepted - 1) * 100
  return <Change text={formatChange(percent, '%')} tone={percent > 0 ? 'success' : null} range={range} />
}

function rateChange({ totals, previous, range }: ActivityView): ReactNode {
  if (previous.successRate === null || totals.successRate === null) return null
  const points = (totals.successRate - previous.successRate) * 100
  return <Change text={formatChange(points, 'pts')} tone={points > 0 ? 'success' : 'failure'} range={range} />
}

type ChangeProps = { text: string; tone: 'success' | 'failure' | null; range: ActivityView['range'] }

function Change({ text, tone, range }: ChangeProps) {
  const colour = text.startsWith('±') || tone === null ? '' : tone === 'success' ? 'text-success' : 'text-failure'
  return (
    <>
      <span className={colour}>{text}</span> on the {RANGE_WORDS[range]} before
    </>
  )
}

function queueStat(instanceId: string, overview: OverviewView | undefined): Stat {
  if (!overview) return { label: 'Queue', value: '–' }
  const { queue, attention } = overview
  const behind = attention.find(({ kind }) => kind === 'backlog')
  return {
    label: 'Queue',
    value: `${formatNumber(queue.waiting)}${queue.isMore ? '+' : ''}`,
    context: (
      <>
        <QueueContext instanceId={instanceId} queue={queue} />
        {behind?.rate && `, slowest drains in ${formatDuration(behind.waiting / behind.rate)}`}
      </>
    ),
    tone: behind ? 'warning' : undefined,
  }
}

function perTime(count: number, seconds: number): string {
  if (count === 0) return 'no events yet'
  const perMinute = (count / seconds) * 60
  if (perMinute < 0.1) return `in ${formatDuration(seconds)}`
  return perMinute >= 60 ? `${(perMinute / 60).toFixed(1)} each second` : `${perMinute.toFixed(1)} each minute`
}

function split(text: string): [string, string | undefined] {
  const [value = '', ...unit] = text.split(' ')
  return [value, unit.join(' ') || undefined]
}
