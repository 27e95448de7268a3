import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { AddConsumer } from '#components/consumers/add-consumer.tsx'
import { prefetchChoices } from '../../event-types/catalogue.ts'

export const metadata: Metadata = { title: 'Add consumer' }

export default async function Add({ params }: { params: Promise<{ instanceId: string }> }) {
  const { instanceId } = await params
  return (
    <HydrationBoundary state={dehydrate(await prefetchChoices(instanceId))}>
      <AddConsumer instanceId={instanceId} />
    </HydrationBoundary>
  )
}
