'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { ACTIVITY_RANGES, overviewQueries, RANGE_WORDS } from '#lib/queries/overview.ts'
import { ActivityPanel } from './activity-panel.tsx'
import { AttentionPanel } from './attention-panel.tsx'
import { BusiestPanel } from './busiest-panel.tsx'
import { FailuresPanel } from './failures-panel.tsx'
import { incidentsOf } from './incidents-of.ts'
import { OverviewTiles } from './overview-tiles.tsx'
import { RejectedPanel } from './rejected-panel.tsx'

const Checklist = dynamic(() => import('#components/people/first-steps.tsx').then((module) => module.FirstSteps), {
  ssr: false,
})

/** Is anything wrong, why, and what to press. */
export function OverviewPage({ instanceId }: { instanceId: string }) {
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(ACTIVITY_RANGES).withDefault('6h'))
  const activity = useQuery(overviewQueries.activity(instanceId, range))
  const overview = useQuery(overviewQueries.attention(instanceId, range))
  const mayWrite = useCan('consumer:write')
  if (overview.data?.consumers === 0 && activity.data?.totals.accepted === 0)
    return (
      <Page>
        <PageHeader title="Overview" />
        <Checklist instanceId={instanceId} />
        <NothingYet instanceId={instanceId} mayWrite={mayWrite} />
      </Page>
    )
  return (
    <Page>
      <PageHeader
        title="Overview"
        actions={
          <Segmented
            label="Time range"
            options={ACTIVITY_RANGES.map((value) => ({ value, label: RANGE_WORDS[value] }))}
            value={range}
            onChange={(next) => void setRange(next)}
          />
        }
      />
      <Checklist instanceId={instanceId} />
      <OverviewTiles instanceId={instanceId} activity={activity.data} overview={overview.data} />
      {activity.isError && !activity.data ? (
        <Panel title="Attempts">
          <QueryError error={activity.error} what="The activity figures" onRetry={activity.refetch} />
        </Panel>
      ) : (
        <ActivityPanel
          activity={activity.data}
          instanceId={instanceId}
          incidents={overview.data && incidentsOf(overview.data.attention)}
        />
      )}
      {overview.data ? (
        <Split>
          <Stack>
            <AttentionPanel instanceId={instanceId} overview={overview.data} />
            <FailuresPanel instanceId={instanceId} overview={overview.data} range={range} />
          </Stack>
          <Stack>
            <RejectedPanel instanceId={instanceId} rejected={overview.data.rejected} />
            <BusiestPanel instanceId={instanceId} busiest={overview.data.busiest} />
          </Stack>
        </Split>
      ) : (
        <Panel title="Needs attention">
          {overview.isError ? (
            <QueryError error={overview.error} what="The consumers" onRetry={overview.refetch} />
          ) : (
            <SkeletonRows count={4} />
          )}
        </Panel>
      )}
    </Page>
  )
}

function NothingYet({ instanceId, mayWrite }: { instanceId: string; mayWrite: boolean }) {
  const curl = `curl "$POSTHORN/api/v1/app/${instanceId}/endpoint" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"url": "https://example.com/hooks"}'`
  const action = mayWrite && (
    <ButtonLink href={`/${instanceId}/consumers/add`} variant="secondary">
      Add consumer
    </ButtonLink>
  )
  return (
    <Panel>
      <EmptyState title="Nothing has happened here yet" action={action} curl={curl}>
        Add a consumer, send it an event, and this page shows how deliveries go and what needs attention.
      </EmptyState>
    </Panel>
  )
}
