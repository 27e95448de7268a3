import { prisma } from '#lib/db/client.ts'
import { orConflict } from '../conflict.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { addPerson } from './add-person.ts'
import { openInvitation } from './find-invitation.ts'
import { hashPassword } from './hash-password.ts'
import type { AcceptInvitationInput, PersonView } from './schemas.ts'

/**
 * Turns an invitation into a person; its token is the permission. @throws DomainError `not_found` when used or expired
 */
export async function acceptInvitation(ctx: Omit<Context, 'actor'>, input: AcceptInvitationInput): Promise<PersonView> {
  const passwordHash = await hashPassword(input.password)
  return orConflict('Somebody signs in with this e-mail already.', () =>
    prisma().$transaction(async (tx) => {
      const [invitation] = await tx.invitation.updateManyAndReturn({
        where: openInvitation(input.token),
        data: { usedAt: new Date() },
      })
      if (invitation === undefined)
        throw new DomainError('not_found', 'This invitation was used or has expired. Ask for a new one.')
      const { email, role } = invitation
      return addPerson(tx, ctx, { email, role, name: input.name, passwordHash })
    }),
  )
}
