import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { EventTypesPage } from '#components/event-types/event-types-page.tsx'
import { prefetchCatalogue } from './catalogue.ts'

export const metadata: Metadata = { title: 'Event types' }

export default async function EventTypes({ params }: { params: Promise<{ instanceId: string }> }) {
  const { instanceId } = await params
  return (
    <HydrationBoundary state={dehydrate(await prefetchCatalogue(instanceId))}>
      <EventTypesPage instanceId={instanceId} />
    </HydrationBoundary>
  )
}
