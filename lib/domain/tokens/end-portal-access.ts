import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'

/** Logs out: ends the portal access that acts. @throws DomainError `permission_denied` for anybody else */
export async function endPortalAccess(ctx: Context): Promise<void> {
  const { kind, id } = ctx.actor
  const ended =
    kind === 'token' && id !== null ? await prisma().apiToken.deleteMany({ where: { id, kind: 'portal' } }) : null
  if (ended === null || ended.count === 0)
    throw new DomainError('permission_denied', 'Only portal access logs out. Revoke an API token instead.')
}
