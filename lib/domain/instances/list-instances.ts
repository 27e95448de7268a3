import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { parseId } from '../ids.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentInstance } from './present-instance.ts'
import type { InstanceView } from './schemas.ts'

export interface InstanceFilter extends PageQuery {
  /** Text in the name or uid, or the whole id. */
  readonly search?: string | undefined
  /** Only instances with at least one consumer. */
  readonly withConsumers?: boolean | undefined
  /** Leave out instances whose consumers are all disabled. */
  readonly withEnabledConsumers?: boolean | undefined
}

/** The instances the actor may see, oldest first unless asked otherwise. */
export async function listInstances(ctx: Context, filter: InstanceFilter): Promise<Page<InstanceView>> {
  authorize(ctx, 'read')
  const window = assertUuidCursor(pageWindow(filter))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const alive = { kind: 'consumer', deletedAt: null }
  const rows = await prisma().instance.findMany({
    where: {
      AND: [
        cursor,
        ctx.actor.instanceId === null ? {} : { id: ctx.actor.instanceId },
        filter.search ? named(filter.search) : {},
        filter.withConsumers ? { consumers: { some: alive } } : {},
        filter.withEnabledConsumers
          ? { OR: [{ consumers: { none: alive } }, { consumers: { some: { ...alive, disabled: false } } }] }
          : {},
      ],
    },
    orderBy,
    take,
  })
  return takePage(window, rows, (row) => row.id, presentInstance)
}

function named(search: string) {
  const id = parseId('instance', search)
  const contains = { contains: search, mode: 'insensitive' as const }
  return id === null ? { OR: [{ name: contains }, { uid: contains }] } : { id }
}
