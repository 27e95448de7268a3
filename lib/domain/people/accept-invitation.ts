import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { orConflict } from '../conflict.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { newUuid } from '../ids.ts'
import { openInvitation } from './find-invitation.ts'
import { hashPassword } from './hash-password.ts'
import { presentPerson } from './present-person.ts'
import { type AcceptInvitationInput, type PersonView, storedRoleSchema } from './schemas.ts'

/** Turns an invitation into a person; its token is the permission. @throws DomainError `not_found` when used or expired */
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
      const row = await tx.person.create({ data: { id: newUuid(), email, role, name: input.name, passwordHash } })
      const view = presentPerson(row)
      const person = { kind: 'person', id: row.id, name: row.name, instanceId: null, capabilities: null } as const
      const actor = { ...person, role: storedRoleSchema.parse(role) }
      const target = { kind: 'person', id: view.id, name: view.name }
      await writeAudit(tx, { ...ctx, actor }, { action: 'person.create', instanceId: null, target, after: view })
      return view
    }),
  )
}
