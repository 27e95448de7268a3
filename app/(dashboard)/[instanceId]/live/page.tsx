import type { Metadata } from 'next'
import { LivePage } from '#components/live/live-page.tsx'

export const metadata: Metadata = { title: 'Live' }

export default async function Live({ params }: { params: Promise<{ instanceId: string }> }) {
  return <LivePage {...(await params)} />
}
