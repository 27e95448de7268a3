import type { Metadata } from 'next'
import { PeopleSettings } from '#components/settings/people-settings.tsx'

export const metadata: Metadata = { title: 'People' }

export default async function People({ params }: { params: Promise<{ instanceId: string }> }) {
  return <PeopleSettings {...(await params)} />
}
