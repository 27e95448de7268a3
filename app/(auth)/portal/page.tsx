import type { Metadata } from 'next'
import { PortalEntry } from '#components/people/portal-entry.tsx'
import { pageActor } from '#lib/auth/page-context.ts'

export const metadata: Metadata = { title: 'Your webhooks', referrer: 'no-referrer' }

export default async function PortalPage() {
  const actor = await pageActor()
  return <PortalEntry signedIn={actor?.kind === 'person' ? actor.name : null} />
}
