import type { Metadata } from 'next'
import { AddConsumer } from '#components/consumers/add-consumer.tsx'

export const metadata: Metadata = { title: 'Add consumer' }

export default async function Add({ params }: { params: Promise<{ instanceId: string }> }) {
  return <AddConsumer {...(await params)} />
}
