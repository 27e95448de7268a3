import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentTask } from './present-task.ts'
import type { TaskKind, TaskView } from './schemas.ts'

export interface TaskFilter extends PageQuery {
  readonly status?: TaskView['status'] | undefined
  readonly kind?: TaskKind | undefined
}

/** Tasks, newest first unless asked otherwise; of one instance, or of all that the actor sees. */
export async function listTasks(ctx: Context, instance: string | null, filter: TaskFilter): Promise<Page<TaskView>> {
  authorize(ctx, 'read')
  const instanceId = instance === null ? ctx.actor.instanceId : (await findInstance(ctx, instance)).id
  const window = assertUuidCursor(pageWindow(filter, 'descending'))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const where = {
    ...(instanceId === null ? {} : { instanceId }),
    ...(filter.status === undefined ? {} : { status: filter.status }),
    ...(filter.kind === undefined ? {} : { kind: filter.kind }),
    ...cursor,
  }
  const rows = await prisma().task.findMany({ where, orderBy, take })
  return takePage(window, rows, (row) => row.id, presentTask)
}
