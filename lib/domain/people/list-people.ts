import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { presentInvitation } from './present-invitation.ts'
import { presentPerson } from './present-person.ts'
import type { InvitationView, PersonView } from './schemas.ts'

/** Everybody who may sign in, and who is invited. */
export async function listPeople(ctx: Context): Promise<{ people: PersonView[]; invitations: InvitationView[] }> {
  authorize(ctx, 'people:read')
  const [people, invitations] = await Promise.all([
    prisma().person.findMany({ orderBy: { id: 'asc' }, take: 1000 }),
    prisma().invitation.findMany({ where: { usedAt: null, expiresAt: { gt: new Date() } }, orderBy: { id: 'asc' } }),
  ])
  return { people: people.map(presentPerson), invitations: invitations.map(presentInvitation) }
}
