import type { Metadata } from 'next'
import { InstanceSettings } from '#components/settings/instance-settings.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default async function Settings({ params }: { params: Promise<{ instanceId: string }> }) {
  return <InstanceSettings {...(await params)} />
}
