import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { SourcePage } from '#components/sources/source-page.tsx'
import { sourceQueries, sourceViewSchema } from '#lib/queries/sources.ts'
import { GET } from '../../../../ingest/api/v1/source/[source_id]/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'
import { SOURCE_PRESETS } from '../source-presets.ts'

export const metadata: Metadata = { title: 'Source' }

export default async function Source({ params }: { params: Promise<{ instanceId: string; sourceId: string }> }) {
  const { instanceId, sourceId } = await params
  const queries = pageQueries()
  await queries.prefetchQuery({
    ...sourceQueries.one(instanceId, sourceId),
    queryFn: () => readRoute(GET, sourceViewSchema, { source_id: sourceId }, { instanceId }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SourcePage instanceId={instanceId} sourceId={sourceId} presets={SOURCE_PRESETS} />
    </HydrationBoundary>
  )
}
