import type { Metadata } from 'next'
import { MessagePage } from '#components/messages/message-page.tsx'

export const metadata: Metadata = { title: 'Message' }

export default async function Message({ params }: { params: Promise<{ instanceId: string; messageId: string }> }) {
  return <MessagePage {...(await params)} />
}
