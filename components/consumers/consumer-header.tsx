'use client'
import { useQuery } from '@tanstack/react-query'
import CirclePlay from 'lucide-react/icons/circle-play'
import History from 'lucide-react/icons/history'
import Power from 'lucide-react/icons/power'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useCan } from '#components/frame/permissions.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { type Stat, StatBand } from '#components/ui/stat-band.tsx'
import { formatDuration, formatLatency, formatNumber, formatPercent, shortenId } from '#lib/format.ts'
import { type ActivityTotals, consumerQueries, type RateLimitStatus } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { ConsumerMenu } from './consumer-menu.tsx'
import { consumerName } from './consumer-name.ts'
import { consumerState } from './consumer-state.ts'
import { ConsumerTasks } from './consumer-tasks.tsx'
import { LastAnswer } from './last-answer.tsx'
import { useConsumerActions } from './use-consumer-actions.ts'

const ReplayDialog = dynamic(() => import('./replay-dialog.tsx').then((module) => module.ReplayDialog), {
  loading: () => null,
})

/** Name, state, id, URL and the figures of its deliveries. */
export function ConsumerHeader({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  const state = consumerState(consumer)
  const { setDisabled, setPaused } = useConsumerActions(instanceId)
  const mayWrite = useCan('consumer:write')
  const mayReplay = useCan('delivery:write')
  const [isRecovering, setRecovering] = useState(false)
  const queue = useQuery({ ...consumerQueries.queue(instanceId, consumer.id), refetchInterval: 2000 })
  const activity = useQuery({ ...consumerQueries.activity(instanceId, consumer.id, '24h'), refetchInterval: 5000 })
  return (
    <>
      <PageHeader
        title={consumerName(consumer)}
        aside={
          <>
            <Pill kind={state.kind}>{state.word}</Pill>
            <span className="mono flex items-center gap-1 text-ink-3">
              {shortenId(consumer.id)}
              <CopyButton value={consumer.id} label="consumer id" />
            </span>
          </>
        }
        actions={
          <>
            {mayReplay && !consumer.disabled && consumer.failingSince !== null && (
              <Button icon={<History />} onPress={() => setRecovering(true)}>
                Recover failed…
              </Button>
            )}
            {mayWrite && consumer.disabled && (
              <Button icon={<Power />} onPress={() => setDisabled(consumer, false)}>
                Enable
              </Button>
            )}
            {mayWrite && consumer.paused && !consumer.disabled && (
              <Button icon={<CirclePlay />} onPress={() => setPaused(consumer, false)}>
                Resume
              </Button>
            )}
            <ConsumerMenu instanceId={instanceId} consumer={consumer} hasEdge />
          </>
        }
        meta={
          <>
            <span className="mono flex min-w-0 items-center gap-1 text-ink">
              <span className="break-all">{consumer.url}</span>
              <CopyButton value={consumer.url} label="URL" />
            </span>
            <LastAnswer instanceId={instanceId} consumerId={consumer.id} />
          </>
        }
      />
      <StatBand isTight stats={[...figures(activity.data?.totals), queueFigure(queue.data)]} />
      <ConsumerTasks instanceId={instanceId} consumerId={consumer.id} />
      {isRecovering && (
        <ReplayDialog instanceId={instanceId} consumer={consumer} kind="recover" onOpenChange={setRecovering} />
      )}
    </>
  )
}

function figures(totals: ActivityTotals | undefined): Stat[] {
  const [rate = '–', unit] = totals?.successRate == null ? [] : formatPercent(totals.successRate).split(' ')
  const [latency = '–', latencyUnit] = totals?.p95 == null ? [] : formatLatency(totals.p95).split(' ')
  const isBad = totals?.successRate != null && totals.successRate < 0.95
  const show = (count: number | undefined) => (count === undefined ? '–' : formatNumber(count))
  return [
    { label: 'Success', value: rate, unit: unit && `${unit} in 24 h`, tone: isBad ? 'failure' : undefined },
    { label: 'Delivered', value: show(totals?.success) },
    { label: 'Retried', value: show(totals?.retry) },
    { label: 'Failed', value: show(totals?.failure) },
    { label: 'p95', value: latency, unit: latencyUnit },
  ]
}

function queueFigure(queue: RateLimitStatus | undefined): Stat {
  if (queue === undefined) return { label: 'Queue', value: '–' }
  const { queued, due, isMore, secondsToDrain } = queue
  const drains =
    due > 0 && secondsToDrain !== null ? `drains in ${formatDuration(Math.max(1, secondsToDrain))}` : undefined
  return { label: 'Queue', value: `${formatNumber(queued)}${isMore ? '+' : ''}`, unit: drains }
}
