import type { Metadata } from 'next'
import { EventTypePage } from '#components/event-types/event-type-page.tsx'

export const metadata: Metadata = { title: 'Event type' }

export default async function EventType({ params }: { params: Promise<{ instanceId: string; name: string }> }) {
  return <EventTypePage {...(await params)} />
}
