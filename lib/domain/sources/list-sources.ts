import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentSource } from './present-source.ts'
import type { SourceItem } from './schemas.ts'
import { selectTraffic } from './select-traffic.ts'

export interface SourceFilter extends PageQuery {
  /** Text in the name or uid, or the id. */
  readonly search?: string | undefined
  /** With what each took and refused in the last 24 hours. */
  readonly withTraffic?: boolean | undefined
}

/** The sources of an instance, oldest first unless asked otherwise. */
export async function listSources(ctx: Context, instance: string, filter: SourceFilter): Promise<Page<SourceItem>> {
  authorize(ctx, 'source:read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const window = assertUuidCursor(pageWindow(filter))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const where = { AND: [{ instanceId }, cursor, matching(filter.search)] }
  const rows = await prisma().source.findMany({ where, orderBy, take })
  const traffic = filter.withTraffic ? await selectTraffic(rows.map(({ id }) => id)) : null
  return takePage(
    window,
    rows,
    (row) => row.id,
    (row) => ({ ...presentSource(ctx, row), traffic: traffic?.get(row.id) }),
  )
}

function matching(search: string | undefined) {
  if (!search) return {}
  const contains = { contains: search, mode: 'insensitive' as const }
  const id = parseId('source', search)
  return { OR: [{ name: contains }, { uid: contains }, ...(id === null ? [] : [{ id }])] }
}
