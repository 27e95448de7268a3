import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { PortalSettings } from '#components/settings/portal-settings.tsx'
import { portalQueries, portalSessionPage } from '#lib/queries/portal.ts'
import { GET } from '../../../../api/v1/app/[app_id]/portal-session/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'Portal' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function Portal({ params }: Props) {
  const { instanceId } = await params
  const queries = pageQueries()
  await queries.prefetchInfiniteQuery({
    ...portalQueries.sessions(instanceId),
    queryFn: () => readRoute(GET, portalSessionPage, { app_id: instanceId }, { query: { limit: '50' } }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <PortalSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
