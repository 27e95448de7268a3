import type { Metadata } from 'next'
import { EventTypesPage } from '#components/event-types/event-types-page.tsx'

export const metadata: Metadata = { title: 'Event types' }

export default async function EventTypes({ params }: { params: Promise<{ instanceId: string }> }) {
  return <EventTypesPage {...(await params)} />
}
