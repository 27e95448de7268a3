import { createHash, randomBytes } from 'node:crypto'
import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { newUuid } from '../ids.ts'
import { authorize } from '../permissions.ts'
import { presentInvitation } from './present-invitation.ts'
import type { InvitationInput, InvitationView } from './schemas.ts'

const VALID_DAYS = 7

/** Invites by link: the token is shown once and stored hashed. @throws DomainError `conflict` for a known e-mail */
export async function invitePerson(ctx: Context, input: InvitationInput): Promise<InvitationView & { token: string }> {
  authorize(ctx, 'people:write')
  const token = randomBytes(32).toString('base64url')
  const row = await prisma().$transaction(async (tx) => {
    const known = await tx.person.findUnique({ where: { email: input.email }, select: { id: true } })
    if (known !== null) throw new DomainError('conflict', `${input.email} can sign in already.`)
    await tx.invitation.deleteMany({ where: { email: input.email, usedAt: null } })
    const made = await tx.invitation.create({
      data: {
        id: newUuid(),
        email: input.email,
        role: input.role,
        tokenHash: createHash('sha256').update(token).digest(),
        createdBy: ctx.actor.name,
        expiresAt: new Date(Date.now() + VALID_DAYS * 86_400_000),
      },
    })
    const after = presentInvitation(made)
    const target = { kind: 'invitation', id: after.id, name: after.email }
    await writeAudit(tx, ctx, { action: 'invitation.create', instanceId: null, target, after })
    return made
  })
  return { ...presentInvitation(row), token }
}
