import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { ConsumerPage } from '#components/consumers/consumer-page.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { consumerSchema } from '#lib/queries/schemas.ts'
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
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ConsumerPage instanceId={instanceId} consumerId={consumerId} />
    </HydrationBoundary>
  )
}
