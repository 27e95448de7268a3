import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { authorize } from '../permissions.ts'
import { findTask } from './find-task.ts'
import { presentTask } from './present-task.ts'
import { bulkKindSchema, type TaskView } from './schemas.ts'
import { taskScope } from './task-scope.ts'

/** Stops a running task; what it queued already is still sent. @throws DomainError `not_found`, `conflict` */
export async function cancelTask(ctx: Context, task: string, instance?: string): Promise<TaskView> {
  authorize(ctx, 'delivery:write')
  const { id, instanceId, kind } = await findTask(await taskScope(ctx, instance), task)
  if (bulkKindSchema.safeParse(kind).success) authorize(ctx, 'consumer:write')
  return prisma().$transaction(async (tx) => {
    const changed = await tx.task.updateMany({
      where: { id, status: 'running' },
      data: { status: 'cancelled', finishedAt: new Date() },
    })
    if (changed.count === 0) throw new DomainError('conflict', 'This task has ended already.')
    const view = presentTask(await tx.task.findUniqueOrThrow({ where: { id } }))
    const target = { kind: 'task', id: view.id, name: view.kind }
    await writeAudit(tx, ctx, { action: 'task.cancel', instanceId, target, after: view })
    return view
  })
}
