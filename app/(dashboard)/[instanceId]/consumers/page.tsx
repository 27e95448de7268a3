import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { ConsumersPage } from '#components/consumers/consumers-page.tsx'
import { consumerQueries, consumerSearch, NO_CONSUMER_FILTERS } from '#lib/queries/consumers.ts'
import { consumerSchema, pageOf } from '#lib/queries/schemas.ts'
import { GET } from '../../../api/v1/app/[app_id]/endpoint/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

export const metadata: Metadata = { title: 'Consumers' }

type Props = { params: Promise<{ instanceId: string }>; searchParams: Promise<Record<string, string | string[]>> }

export default async function Consumers({ params, searchParams }: Props) {
  const { instanceId } = await params
  const asked = Object.entries(await searchParams).filter(([name]) => name in NO_CONSUMER_FILTERS)
  const filters = { ...NO_CONSUMER_FILTERS, ...Object.fromEntries(asked.map(([name, value]) => [name, String(value)])) }
  const queries = pageQueries()
  await queries.prefetchInfiniteQuery({
    ...consumerQueries.list(instanceId, filters),
    queryFn: () =>
      readRoute(GET, pageOf(consumerSchema), { app_id: instanceId }, { query: consumerSearch(filters, null) }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ConsumersPage instanceId={instanceId} />
    </HydrationBoundary>
  )
}
