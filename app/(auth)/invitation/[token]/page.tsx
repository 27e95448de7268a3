import type { Metadata } from 'next'
import { AcceptInvitation } from '#components/people/accept-invitation.tsx'
import { EndedInvitation } from '#components/people/ended-invitation.tsx'
import { findInvitation } from '#lib/domain/people/find-invitation.ts'

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' }

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invitation = await findInvitation(token)
  return invitation ? <AcceptInvitation token={token} invitation={invitation} /> : <EndedInvitation />
}
