import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { OverviewPage } from '#components/overview/overview-page.tsx'
import { ACTIVITY_RANGES } from '#lib/queries/overview.ts'
import { prefetchOverview } from './prefetch-overview.ts'

export const metadata: Metadata = { title: 'Overview' }

type Props = { params: Promise<{ instanceId: string }>; searchParams: Promise<{ range?: string }> }

export default async function Overview({ params, searchParams }: Props) {
  const [{ instanceId }, asked] = await Promise.all([params, searchParams])
  const range = ACTIVITY_RANGES.find((known) => known === asked.range) ?? '6h'
  return (
    <HydrationBoundary state={dehydrate(await prefetchOverview(instanceId, range))}>
      <OverviewPage instanceId={instanceId} />
    </HydrationBoundary>
  )
}
