import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { formatId } from '../ids.ts'

/** Ends every session of the acting person, this one too. @throws DomainError `permission_denied` for tokens */
export async function endSessions(ctx: Context): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'person' || actor.id === null)
    throw new DomainError('permission_denied', 'Only a signed-in person has sessions.')
  const id = actor.id
  await prisma().$transaction(async (tx) => {
    await tx.person.update({ where: { id }, data: { sessionsFrom: new Date(Date.now() + 1000) } })
    const target = { kind: 'person', id: formatId('person', id), name: actor.name }
    await writeAudit(tx, ctx, { action: 'person.end-sessions', instanceId: null, target })
  })
}
