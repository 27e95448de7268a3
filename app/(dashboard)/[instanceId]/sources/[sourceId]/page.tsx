import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { SourcePage } from '#components/sources/source-page.tsx'
import { acceptedPage, rejectionPage, sourceQueries, sourceViewSchema } from '#lib/queries/sources.ts'
import { GET as GET_LOG } from '../../../../api/v1/app/[app_id]/delivery/route.ts'
import { GET as GET_REJECTED } from '../../../../ingest/api/v1/source/[source_id]/log/route.ts'
import { GET } from '../../../../ingest/api/v1/source/[source_id]/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'
import { SOURCE_PRESETS } from '../source-presets.ts'

export const metadata: Metadata = { title: 'Source' }

export default async function Source({ params }: { params: Promise<{ instanceId: string; sourceId: string }> }) {
  const { instanceId, sourceId } = await params
  const queries = pageQueries()
  const query = { limit: '20' }
  await Promise.all([
    queries.prefetchQuery({
      ...sourceQueries.one(instanceId, sourceId),
      queryFn: () => readRoute(GET, sourceViewSchema, { source_id: sourceId }, { instanceId }),
    }),
    queries.prefetchQuery({
      ...sourceQueries.accepted(instanceId, sourceId),
      queryFn: () =>
        readRoute(GET_LOG, acceptedPage, { app_id: instanceId }, { query: { ...query, source: sourceId } }),
    }),
    queries.prefetchInfiniteQuery({
      ...sourceQueries.rejected(instanceId, sourceId),
      queryFn: () => readRoute(GET_REJECTED, rejectionPage, { source_id: sourceId }, { query, instanceId }),
    }),
  ])
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SourcePage instanceId={instanceId} sourceId={sourceId} presets={SOURCE_PRESETS} />
    </HydrationBoundary>
  )
}
