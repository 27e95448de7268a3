'use client'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import { useEffect, useMemo } from 'react'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ErrorState } from '#components/feedback/error-state.tsx'
import { NoMatchState } from '#components/feedback/no-match-state.tsx'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { Diagnosis } from '#components/ui/diagnosis.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { isTyping } from '#components/ui/search-field.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatClock } from '#lib/format.ts'
import { LiveFilters } from './live-filters.tsx'
import { LiveList } from './live-list.tsx'
import { LiveRate } from './live-rate.tsx'
import { groupBySecond } from './live-rows.ts'
import { useLiveFilters } from './use-live-filters.ts'
import { type LiveLogView, useLiveLog } from './use-live-log.ts'

/** The event log as it happens: received, sent, failed, retried, cancelled, rejected. */
export function LivePage({ instanceId }: { instanceId: string }) {
  const live = useLiveLog(instanceId)
  const filtering = useLiveFilters()
  const { passes } = filtering
  const rows = useMemo(() => groupBySecond(live.events.filter(passes)), [live.events, passes])
  useToggleKey(live)
  return (
    <Page>
      <PageHeader title="Live" aside={<LiveRate perSecond={live.perSecond} />} actions={<PauseButton live={live} />} />
      <LiveFilters events={live.events} {...filtering} />
      {live.hasGap && (
        <Diagnosis kind="warning" title="The stream was away for over an hour.">
          What happened meanwhile is in the logs; here it goes on with the newest events.
        </Diagnosis>
      )}
      <LiveList
        rows={rows}
        instanceId={instanceId}
        newCount={live.waiting.filter(passes).length}
        onShowNew={live.showNew}
        placeholder={<Placeholder live={live} shown={rows.length} filtering={filtering} instanceId={instanceId} />}
      />
    </Page>
  )
}

function PauseButton({ live }: { live: LiveLogView }) {
  if (live.pausedAt === null)
    return (
      <>
        <span role="status" className="text-ink-3 text-xs">
          {live.state === 'open' ? 'Following' : 'Connecting…'}
        </span>
        <Button icon={<Pause />} onPress={live.pause}>
          Pause <Kbd>p</Kbd>
        </Button>
      </>
    )
  return (
    <>
      <span role="status">
        <NotePill tone="accent">Paused at {formatClock(live.pausedAt, 'local')}</NotePill>
      </span>
      <Button variant="primary" icon={<Play />} onPress={live.resume}>
        Resume
      </Button>
    </>
  )
}

function useToggleKey({ pausedAt, pause, resume }: LiveLogView) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'p' || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (pausedAt === null) pause()
      else resume()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}

type PlaceholderProps = {
  live: LiveLogView
  shown: number
  filtering: ReturnType<typeof useLiveFilters>
  instanceId: string
}

function Placeholder({ live, shown, filtering, instanceId }: PlaceholderProps) {
  if (live.state === 'lost')
    return (
      <ErrorState title="The live log was cut off" onRetry={live.retry}>
        The server refused to go on. Deliveries are not affected.
      </ErrorState>
    )
  if (shown > 0) return null
  if (live.events.length > 0)
    return (
      <NoMatchState
        filters={filtering.active}
        hidden={live.events.length}
        noun="events"
        onClear={() => void filtering.clear()}
      />
    )
  if (live.state === 'connecting') return <SkeletonRows count={10} />
  const curl = `curl "$POSTHORN/api/v1/app/${instanceId}/msg" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"eventType": "invoice.paid", "payload": {"id": "1"}}'`
  return (
    <EmptyState title="Waiting for the first event" curl={curl}>
      Every event shows here the moment it comes in, and every attempt to deliver it.
    </EmptyState>
  )
}
