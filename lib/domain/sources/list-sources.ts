import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentSource } from './present-source.ts'
import type { SourceView } from './schemas.ts'

/** The sources of an instance, oldest first unless asked otherwise. */
export async function listSources(ctx: Context, instance: string, query: PageQuery): Promise<Page<SourceView>> {
  authorize(ctx, 'source:read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const window = assertUuidCursor(pageWindow(query))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const rows = await prisma().source.findMany({ where: { AND: [{ instanceId }, cursor] }, orderBy, take })
  return takePage(
    window,
    rows,
    (row) => row.id,
    (row) => presentSource(ctx, row),
  )
}
