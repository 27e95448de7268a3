import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentCompany } from './present-company.ts'
import type { CompanyView } from './schemas.ts'

export interface CompanyFilter extends PageQuery {
  /** Text in the name, external id or description. */
  readonly search?: string | undefined
  /** Exactly this `key:value`. */
  readonly tag?: string | undefined
}

/** The companies of an instance, newest first unless asked otherwise. */
export async function listCompanies(ctx: Context, instance: string, filter: CompanyFilter): Promise<Page<CompanyView>> {
  authorize(ctx, 'read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const contains = { contains: filter.search ?? '', mode: 'insensitive' as const }
  const where = {
    AND: [
      { instanceId },
      cursor,
      filter.search ? { OR: [{ name: contains }, { externalId: contains }, { description: contains }] } : {},
      filter.tag ? { tags: { has: filter.tag } } : {},
    ],
  }
  const rows = await prisma().company.findMany({ where, orderBy, take })
  return takePage(window, rows, (row) => row.id, presentCompany)
}
