import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { EditConsumer } from '#components/consumers/edit-consumer.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { consumerSchema } from '#lib/queries/schemas.ts'
import { GET } from '../../../../../api/v1/app/[app_id]/endpoint/[endpoint_id]/route.ts'
import { readRoute } from '../../../../prefetch.ts'
import { prefetchChoices } from '../../../event-types/catalogue.ts'

export const metadata: Metadata = { title: 'Edit consumer' }

export default async function Edit({ params }: { params: Promise<{ instanceId: string; consumerId: string }> }) {
  const { instanceId, consumerId } = await params
  const queries = await prefetchChoices(instanceId)
  await queries.prefetchQuery({
    ...consumerQueries.one(instanceId, consumerId),
    queryFn: () => readRoute(GET, consumerSchema, { app_id: instanceId, endpoint_id: consumerId }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <EditConsumer instanceId={instanceId} consumerId={consumerId} />
    </HydrationBoundary>
  )
}
