import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { formatId, parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'

/** Ends one portal session, or takes a link back that was not opened. @throws DomainError `not_found` */
export async function endPortalSession(ctx: Context, instance: string, session: string): Promise<void> {
  authorize(ctx, 'token:write')
  const found = await findInstance(ctx, instance)
  const id = parseId('token', session)
  await prisma().$transaction(async (tx) => {
    const where = { id: id ?? found.id, instanceId: found.id, kind: { in: ['portal', 'one-time'] } }
    const row = await tx.apiToken.findFirst({ where })
    if (row === null) throw new DomainError('not_found', 'No such portal session. It may have ended.')
    await tx.apiToken.deleteMany({ where })
    const target = { kind: 'token', id: formatId('token', row.id), name: row.name }
    await writeAudit(tx, ctx, { action: 'portal.end', instanceId: found.id, target })
  })
}
