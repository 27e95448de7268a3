import type { Metadata } from 'next'
import { SystemSettings } from '#components/settings/system-settings.tsx'

export const metadata: Metadata = { title: 'System' }

export default async function System({ params }: { params: Promise<{ instanceId: string }> }) {
  return <SystemSettings {...(await params)} />
}
