import type { Metadata } from 'next'
import { AcceptInvitation } from '#components/people/accept-invitation.tsx'

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' }

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  return <AcceptInvitation token={(await params).token} />
}
