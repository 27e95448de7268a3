import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { portalName } from './portal-name.ts'

export interface ExpireInput {
  /** Seconds until they end; at once when left out. */
  readonly expiry?: number | null | undefined
  /** Of these sessions only; of all when empty. */
  readonly sessionIds?: readonly string[] | undefined
}

/** Ends the portal access of an instance, at once or soon. @throws DomainError `not_found` */
export async function expirePortalAccess(ctx: Context, instance: string, input: ExpireInput): Promise<void> {
  authorize(ctx, 'token:write')
  const found = await findInstance(ctx, instance)
  const names = (input.sessionIds ?? []).map(portalName)
  const until = new Date(Date.now() + (input.expiry ?? 0) * 1000)
  await prisma().$transaction(async (tx) => {
    await tx.apiToken.updateMany({
      where: {
        instanceId: found.id,
        kind: { in: ['portal', 'one-time'] },
        expiresAt: { gt: until },
        ...(names.length === 0 ? {} : { name: { in: names } }),
      },
      data: { expiresAt: until },
    })
    const target = { kind: 'instance', id: formatId('instance', found.id), name: found.name }
    await writeAudit(tx, ctx, { action: 'portal.expire', instanceId: found.id, target })
  })
}
