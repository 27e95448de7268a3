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
  // What it answered and why it fails stand above the rest: what came later would push the page down.
  if (found)
    await Promise.all([
      queries.prefetchQuery({
        ...attemptQueries.last(instanceId, found.id),
        queryFn: () => readNewest(instanceId, found.id, {}),
      }),
      found.failingSince &&
        queries.prefetchQuery({
          ...attemptQueries.lastFailure(instanceId, found.id),
          queryFn: () => readNewest(instanceId, found.id, { status: '2' }),
        }),
    ])
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ConsumerPage instanceId={instanceId} consumerId={consumerId} />
    </HydrationBoundary>
  )
}

async function readNewest(instanceId: string, consumerId: string, filter: Record<string, string>) {
  const params = { app_id: instanceId, endpoint_id: consumerId }
  const query = { limit: '1', ...filter }
  const { data } = await readRoute(GET_ATTEMPTS, pageOf(attemptSchema), params, { query })
  return data[0] ?? null
}
