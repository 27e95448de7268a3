import type { Metadata } from 'next'
import { LogsPage } from '#components/messages/logs-page.tsx'

export const metadata: Metadata = { title: 'Logs' }

export default async function Logs({ params }: { params: Promise<{ instanceId: string }> }) {
  return <LogsPage {...(await params)} />
}
