import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'
import { authorize } from '../permissions.ts'
import { presentInvitation } from './present-invitation.ts'

/** Makes an invitation's link void. @throws DomainError `not_found` */
export async function withdrawInvitation(ctx: Context, invitationId: string): Promise<void> {
  authorize(ctx, 'people:write')
  const id = parseId('invitation', invitationId)
  await prisma().$transaction(async (tx) => {
    const row = id === null ? null : await tx.invitation.findFirst({ where: { id, usedAt: null } })
    if (row === null) throw new DomainError('not_found', 'No such invitation. It may have been accepted already.')
    await tx.invitation.delete({ where: { id: row.id } })
    const before = presentInvitation(row)
    const target = { kind: 'invitation', id: before.id, name: before.email }
    await writeAudit(tx, ctx, { action: 'invitation.delete', instanceId: null, target, before })
  })
}
