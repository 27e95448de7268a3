import type { Metadata } from 'next'
import { ConsumersPage } from '#components/consumers/consumers-page.tsx'

export const metadata: Metadata = { title: 'Consumers' }

export default async function Consumers({ params }: { params: Promise<{ instanceId: string }> }) {
  return <ConsumersPage {...(await params)} />
}
