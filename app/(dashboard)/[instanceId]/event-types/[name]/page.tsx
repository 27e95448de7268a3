import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { EventTypePage } from '#components/event-types/event-type-page.tsx'
import { prefetchCatalogue } from '../catalogue.ts'

type Props = { params: Promise<{ instanceId: string; name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function EventType({ params }: Props) {
  const { instanceId, name } = await params
  return (
    <HydrationBoundary state={dehydrate(await prefetchCatalogue(instanceId))}>
      <EventTypePage instanceId={instanceId} name={name} />
    </HydrationBoundary>
  )
}
