import { prisma } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { newUuid } from '../ids.ts'
import { presentTask } from './present-task.ts'
import type { TaskKind, TaskView } from './schemas.ts'

export interface NewTask {
  /** UUID; null for a task over every instance. */
  readonly instanceId: string | null
  readonly kind: TaskKind
  readonly input: Prisma.InputJsonObject
  readonly cursor: Prisma.InputJsonObject
  readonly total: number | null
  readonly result?: Prisma.InputJsonObject
  /** Keys of the consumers that a bulk change is about. */
  readonly consumers?: readonly number[]
  /** The database's now, unless what the task looks at was fixed before. */
  readonly createdAt?: Date
  /** Names for people what the task is about. */
  readonly about: string
}

/** Writes a task down for a worker to carry out. The verbs that call it authorize. */
export async function addTask(ctx: Context, { about, consumers, ...task }: NewTask): Promise<TaskView> {
  const selection = consumers && { create: { consumers: [...consumers] } }
  return prisma().$transaction(async (tx) => {
    const data = { id: newUuid(), ...task, selection, createdBy: ctx.actor.name }
    const view = presentTask(await tx.task.create({ data }))
    const target = { kind: 'task', id: view.id, name: about }
    await writeAudit(tx, ctx, { action: `task.${task.kind}`, instanceId: task.instanceId, target, after: view })
    return view
  })
}
