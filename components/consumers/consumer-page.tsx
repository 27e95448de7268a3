'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { useOpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page } from '#components/layout/page.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { certificateLife } from './certificate-days.ts'
import { ConsumerHeader } from './consumer-header.tsx'
import { ConsumerOverview } from './consumer-overview.tsx'

const AttemptDrawer = dynamic(
  () => import('#components/deliveries/attempt-drawer.tsx').then((module) => module.AttemptDrawer),
  { loading: () => null },
)

const TestingTab = dynamic(() => import('./testing-tab.tsx').then((module) => module.TestingTab), { loading: Loading })
const VerifyTab = dynamic(() => import('./verify-tab.tsx').then((module) => module.VerifyTab), { loading: Loading })
const AdvancedTab = dynamic(() => import('./advanced-tab.tsx').then((module) => module.AdvancedTab), {
  loading: Loading,
})

const ActivityTab = dynamic(() => import('./activity-tab.tsx').then((module) => module.ActivityTab), {
  loading: Loading,
})

const TABS = ['overview', 'testing', 'verify', 'advanced', 'activity'] as const
type Tab = (typeof TABS)[number]

const LABELS: Record<Tab, string> = {
  overview: 'Overview',
  testing: 'Testing',
  verify: 'Verify',
  advanced: 'Advanced',
  activity: 'Activity',
}

/** One consumer: header, figures and tabs; an open attempt docks beside it. */
export function ConsumerPage({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const [tab, setTab] = useQueryState(
    'tab',
    parseAsStringLiteral(TABS).withDefault('overview').withOptions({ history: 'push' }),
  )
  const consumer = useQuery({ ...consumerQueries.one(instanceId, consumerId), refetchInterval: 2000 })
  const attempt = useOpenAttempt()
  if (!consumer.data)
    return (
      <Page>
        {consumer.error ? (
          <QueryError error={consumer.error} what="The consumer" onRetry={consumer.refetch} />
        ) : (
          <SkeletonRows count={6} />
        )}
      </Page>
    )
  const drawer = attempt.open && <AttemptDrawer instanceId={instanceId} attempt={attempt} consumer={consumer.data} />
  return (
    <Page drawer={drawer}>
      <ConsumerHeader instanceId={instanceId} consumer={consumer.data} />
      <Tabs
        label="Consumer"
        value={tab}
        onChange={(id) => setTab(TABS.find((known) => known === id) ?? 'overview')}
        tabs={TABS.map((id) => ({
          id,
          label: LABELS[id],
          badge: id === 'advanced' && <CertificateBadge expiresAt={consumer.data.clientCertificateExpiresAt} />,
          content: content(id, instanceId, consumer.data, attempt),
        }))}
      />
    </Page>
  )
}

type OpenAttempt = ReturnType<typeof useOpenAttempt>

function content(tab: Tab, instanceId: string, consumer: ConsumerItem, attempt: OpenAttempt): ReactNode {
  switch (tab) {
    case 'overview':
      return <ConsumerOverview instanceId={instanceId} consumer={consumer} attempt={attempt} />
    case 'testing':
      return <TestingTab instanceId={instanceId} consumer={consumer} attempt={attempt} />
    case 'verify':
      return <VerifyTab instanceId={instanceId} consumer={consumer} />
    case 'advanced':
      return <AdvancedTab instanceId={instanceId} consumer={consumer} />
    case 'activity':
      return <ActivityTab instanceId={instanceId} consumerId={consumer.id} />
  }
}

/** A sign on the tab where the certificate is, from when its end is worth a warning. */
function CertificateBadge({ expiresAt }: { expiresAt: string | null }) {
  if (expiresAt === null) return null
  const { state } = certificateLife(expiresAt)
  if (state === 'valid') return null
  const isOver = state === 'expired'
  return (
    <StatusGlyph
      kind={isOver ? 'failure' : 'warning'}
      size="xs"
      label={isOver ? 'certificate expired' : 'certificate ends soon'}
    />
  )
}

function Loading() {
  return <SkeletonRows count={4} />
}
