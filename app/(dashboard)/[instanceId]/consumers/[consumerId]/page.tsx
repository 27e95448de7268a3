import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { ConsumerPage } from '#components/consumers/consumer-page.tsx'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { attemptSchema, consumerSchema, pageOf } from '#lib/queries/schemas.ts'
import { GET as GET_ATTEMPTS } from '../../../../api/v1/app/[app_id]/attempt/endpoint/[endpoint_id]/route.ts'
import { GET } from '../../../../api/v1/app/[app_id]/endpoint/[endpoint_id]/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'Consumer' }

export default async function Consumer({ params }: { params: Promise<{ instanceId: string; consumerId: string }> }) {
  const { instanceId, consumerId } = await params
  const queries = pageQueries()
  await queries.prefetchQuery({
    ...consumerQueries.one(instanceId, consumerId),
    queryFn: () => readRoute(GET, consumerSchema, { app_id: instanceId, endpoint_id: consumerId }),
  })
  const found = queries.getQueryData(consumerQueries.one(instanceId, consumerId).queryKey)
  // Why it fails stands above everything else: what came later would push the page down.
  if (found?.failingSince)
    await queries.prefetchQuery({
      ...attemptQueries.lastFailure(instanceId, found.id),
      queryFn: () => readLastFailure(instanceId, found.id),
    })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ConsumerPage instanceId={instanceId} consumerId={consumerId} />
    </HydrationBoundary>
  )
}

async function readLastFailure(instanceId: string, consumerId: string) {
  const params = { app_id: instanceId, endpoint_id: consumerId }
  const { data } = await readRoute(GET_ATTEMPTS, pageOf(attemptSchema), params, { query: { limit: '1', status: '2' } })
  return data[0] ?? null
}
