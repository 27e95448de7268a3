import { prisma } from '#lib/db/client.ts'
import { secretBox } from '#lib/encryption.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../database-now.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeSource } from './change-source.ts'
import { findSource } from './find-source.ts'
import type { SourceView } from './schemas.ts'
import { hashSourceToken, newSourceToken } from './source-token.ts'

/**
 * Gives a source a new address; the old one goes on answering for the instance's overlap. @throws DomainError
 * `not_found`
 */
export async function rotateSourceToken(ctx: Context, instance: string, source: string): Promise<SourceView> {
  authorize(ctx, 'source:write')
  const found = await findInstance(ctx, instance)
  const row = await findSource(found, source)
  const token = newSourceToken()
  const data = {
    tokenHash: hashSourceToken(token),
    token: secretBox().seal(token),
    oldTokenHash: row.tokenHash,
    oldTokenUntil: new Date((await databaseNow(prisma())).getTime() + found.secretOverlapHours * 3_600_000),
  }
  return changeSource(ctx, found, 'rotate-token', row, (tx) => tx.source.update({ where: { id: row.id }, data }))
}
