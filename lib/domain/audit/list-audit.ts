import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import type { AuditEntry } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import type { AuditView } from './schemas.ts'

export interface AuditFilter extends PageQuery {
  /** `consumer.update`, or only its beginning. */
  readonly action?: string | undefined
  /** Text in the actor's name. */
  readonly actor?: string | undefined
  readonly targetId?: string | undefined
  readonly before?: Date | undefined
  readonly after?: Date | undefined
}

/** Changes, newest first unless asked otherwise: of one instance, or with null all that the actor may see. */
export async function listAudit(ctx: Context, instance: string | null, filter: AuditFilter): Promise<Page<AuditView>> {
  authorize(ctx, 'audit:read')
  const instanceId = instance === null ? ctx.actor.instanceId : (await findInstance(ctx, instance)).id
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const rows = await prisma().auditEntry.findMany({
    where: { AND: [scope(ctx, instanceId), cursor, condition(filter)] },
    orderBy,
    take,
  })
  return takePage(window, rows, (row) => row.id, presentAudit)
}

/** Changes to people belong to no instance: whoever sees every instance sees them beside each. */
function scope({ actor }: Context, instanceId: string | null) {
  if (instanceId === null) return {}
  return actor.instanceId === null ? { OR: [{ instanceId }, { instanceId: null }] } : { instanceId }
}

function condition({ action, actor, targetId, before, after }: AuditFilter) {
  return {
    ...(action ? { action: { startsWith: action } } : {}),
    ...(actor ? { actorName: { contains: actor, mode: 'insensitive' as const } } : {}),
    ...(targetId ? { targetId } : {}),
    at: { ...(before ? { lt: before } : {}), ...(after ? { gte: after } : {}) },
  }
}

function presentAudit(row: AuditEntry): AuditView {
  return {
    id: formatId('audit', row.id),
    at: row.at.toISOString(),
    actorKind: row.actorKind,
    actorName: row.actorName,
    action: row.action,
    targetKind: row.targetKind,
    targetId: row.targetId,
    targetName: row.targetName,
    before: z.json().nullable().parse(row.before),
    after: z.json().nullable().parse(row.after),
    requestId: row.requestId,
  }
}
