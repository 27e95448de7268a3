import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { SourcesPage } from '#components/sources/sources-page.tsx'
import { sourcePage, sourceQueries, sourceSearch } from '#lib/queries/sources.ts'
import { GET } from '../../../ingest/api/v1/source/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'
import { SOURCE_PRESETS } from './source-presets.ts'

export const metadata: Metadata = { title: 'Sources' }

type Props = { params: Promise<{ instanceId: string }>; searchParams: Promise<{ search?: string }> }

export default async function Sources({ params, searchParams }: Props) {
  const [{ instanceId }, { search = '' }] = await Promise.all([params, searchParams])
  const queries = pageQueries()
  await queries.prefetchInfiniteQuery({
    ...sourceQueries.list(instanceId, search),
    queryFn: () => readRoute(GET, sourcePage, {}, { query: sourceSearch(search, null), instanceId }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SourcesPage instanceId={instanceId} presets={SOURCE_PRESETS} />
    </HydrationBoundary>
  )
}
