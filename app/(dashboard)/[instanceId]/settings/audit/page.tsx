import type { Metadata } from 'next'
import { AuditSettings } from '#components/settings/audit-settings.tsx'

export const metadata: Metadata = { title: 'Audit log' }

export default async function Audit({ params }: { params: Promise<{ instanceId: string }> }) {
  return <AuditSettings {...(await params)} />
}
