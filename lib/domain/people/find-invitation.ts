import { createHash } from 'node:crypto'
import { prisma } from '#lib/db/client.ts'
import { presentInvitation } from './present-invitation.ts'
import type { InvitationView } from './schemas.ts'

/** Which rows a token of an invitation opens: one that is neither used nor expired, or none. */
export function openInvitation(token: string) {
  const tokenHash = createHash('sha256').update(token).digest()
  return { tokenHash, usedAt: null, expiresAt: { gt: new Date() } }
}

/** Who is invited by a link, and as what; null when it was used, has expired or was withdrawn. */
export async function findInvitation(token: string): Promise<InvitationView | null> {
  const row = await prisma().invitation.findFirst({ where: openInvitation(token) })
  return row && presentInvitation(row)
}
