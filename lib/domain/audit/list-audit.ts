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
import { type AuditSearch, searchAudit } from './search-audit.ts'

export interface AuditFilter extends PageQuery, AuditSearch {
  readonly targetId?: string | undefined
}

/** Changes, newest first unless asked otherwise: of one instance, or with null all that the actor may see. */
export async function listAudit(ctx: Context, instance: string | null, filter: AuditFilter): Promise<Page<AuditView>> {
  authorize(ctx, 'audit:read')
  const instanceId = instance === null ? ctx.actor.instanceId : (await findInstance(ctx, instance)).id
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const instanceIds = instanceId === null ? null : scope(ctx, instanceId)
  // A target has an index of its own, and few changes.
  const isSearch = Boolean(filter.actor || filter.action) && !filter.targetId
  const where = isSearch
    ? { id: { in: await searchAudit(instanceIds, filter, window) } }
    : { AND: [instanceIds === null ? {} : within(instanceIds), cursor, condition(filter)] }
  const rows = await prisma().auditEntry.findMany({ where, orderBy, take })
  return takePage(window, rows, (row) => row.id, presentAudit)
}

/** Changes to people belong to no instance: whoever sees every instance sees them beside each. */
function scope({ actor }: Context, instanceId: string): readonly (string | null)[] {
  return actor.instanceId === null ? [instanceId, null] : [instanceId]
}

function within(instanceIds: readonly (string | null)[]) {
  return { OR: instanceIds.map((instanceId) => ({ instanceId })) }
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
