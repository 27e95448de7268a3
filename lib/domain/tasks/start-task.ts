import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { newUuid } from '../ids.ts'
import { authorize } from '../permissions.ts'
import { countTask } from './count-task.ts'
import { prepareTask } from './prepare-task.ts'
import { presentTask } from './present-task.ts'
import type { TaskKind, TaskRange, TaskView } from './schemas.ts'
import { nextPhase } from './task-phases.ts'

/** Starts a recover or replay; a worker carries it out. @throws DomainError `not_found`, `validation`, `conflict` */
export async function startTask(
  ctx: Context,
  target: { readonly instance: string; readonly consumer: string },
  kind: TaskKind,
  range: TaskRange,
): Promise<TaskView> {
  authorize(ctx, 'delivery:write')
  const { instance, consumer, scope } = await prepareTask(ctx, target, kind, range)
  if (consumer.disabled) throw new DomainError('conflict', 'This consumer is disabled. Enable it, then start again.')
  const total = await countTask(scope)
  return prisma().$transaction(async (tx) => {
    const row = await tx.task.create({
      data: {
        id: newUuid(),
        instanceId: instance.id,
        kind,
        input: scope.input,
        cursor: nextPhase(kind, null) ?? {},
        total,
        createdBy: ctx.actor.name,
        createdAt: scope.startedAt,
      },
    })
    const view = presentTask(row)
    const named = { kind: 'task', id: view.id, name: consumer.description || consumer.url }
    await writeAudit(tx, ctx, { action: `task.${kind}`, instanceId: instance.id, target: named, after: view })
    return view
  })
}
