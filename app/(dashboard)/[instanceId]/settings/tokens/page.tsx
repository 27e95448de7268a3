import type { Metadata } from 'next'
import { TokenSettings } from '#components/settings/token-settings.tsx'

export const metadata: Metadata = { title: 'API tokens' }

export default async function Tokens({ params }: { params: Promise<{ instanceId: string }> }) {
  return <TokenSettings {...(await params)} />
}
