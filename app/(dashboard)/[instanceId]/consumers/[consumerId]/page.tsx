import type { Metadata } from 'next'
import { ConsumerPage } from '#components/consumers/consumer-page.tsx'

export const metadata: Metadata = { title: 'Consumer' }

export default async function Consumer({ params }: { params: Promise<{ instanceId: string; consumerId: string }> }) {
  return <ConsumerPage {...(await params)} />
}
