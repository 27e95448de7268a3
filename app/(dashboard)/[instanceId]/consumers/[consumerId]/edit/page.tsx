import type { Metadata } from 'next'
import { EditConsumer } from '#components/consumers/edit-consumer.tsx'

export const metadata: Metadata = { title: 'Edit consumer' }

export default async function Edit({ params }: { params: Promise<{ instanceId: string; consumerId: string }> }) {
  return <EditConsumer {...(await params)} />
}
