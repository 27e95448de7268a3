import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentPortalSession } from './present-portal-session.ts'
import type { PortalSessionView } from './schemas.ts'

/** Who may enter an instance by the portal now: links and sessions that have not ended, newest first. */
export async function listPortalSessions(
  ctx: Context,
  instance: string,
  query: PageQuery,
): Promise<Page<PortalSessionView>> {
  authorize(ctx, 'token:write')
  const { id: instanceId } = await findInstance(ctx, instance)
  const window = assertUuidCursor(pageWindow(query, 'descending'))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const alive = { kind: { in: ['portal', 'one-time'] }, expiresAt: { gt: new Date() } }
  const rows = await prisma().apiToken.findMany({ where: { instanceId, ...alive, ...cursor }, orderBy, take })
  return takePage(window, rows, (row) => row.id, presentPortalSession)
}
