import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { findToken } from './find-token.ts'
import { presentToken } from './present-token.ts'
import { tokenScope } from './token-scope.ts'

/** Ends a token for good. @throws DomainError `not_found` */
export async function revokeToken(ctx: Context, instance: string | null, token: string): Promise<void> {
  authorize(ctx, 'token:write')
  const row = await findToken(await tokenScope(ctx, instance), token)
  await prisma().$transaction(async (tx) => {
    await tx.apiToken.delete({ where: { id: row.id } })
    const before = presentToken(row)
    const target = { kind: 'token', id: before.id, name: before.name }
    await writeAudit(tx, ctx, { action: 'token.revoke', instanceId: row.instanceId, target, before })
  })
}
