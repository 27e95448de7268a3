import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentEventType } from './present-event-type.ts'
import type { EventTypeView } from './schemas.ts'

export interface EventTypeFilter extends PageQuery {
  readonly includeArchived?: boolean | undefined
  /** Text in the name, group or description. */
  readonly search?: string | undefined
}

/** The catalogue of an instance by name. */
export async function listEventTypes(
  ctx: Context,
  instance: string,
  filter: EventTypeFilter,
): Promise<Page<EventTypeView>> {
  authorize(ctx, 'read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const window = pageWindow(filter)
  const { cursor, orderBy, take } = pageArguments(window, 'name')
  const contains = { contains: filter.search ?? '', mode: 'insensitive' as const }
  const rows = await prisma().eventType.findMany({
    where: {
      AND: [
        { instanceId },
        cursor,
        filter.includeArchived ? {} : { archived: false },
        filter.search ? { OR: [{ name: contains }, { groupName: contains }, { description: contains }] } : {},
      ],
    },
    orderBy,
    take,
  })
  return takePage(window, rows, (row) => row.name, presentEventType)
}
