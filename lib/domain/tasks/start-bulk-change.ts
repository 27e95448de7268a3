import { prisma } from '#lib/db/client.ts'
import type { Instance } from '#lib/db/generated/client.ts'
import { chooseConsumers } from '../consumers/choose-consumers.ts'
import type { BulkChangeInput } from '../consumers/schemas.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { addTask } from './add-task.ts'
import { advanceTask } from './advance-task.ts'
import { findTask } from './find-task.ts'
import { getTask } from './get-task.ts'
import { bulkKindSchema, type TaskView } from './schemas.ts'

/** Unknown ids that a task names: lists of tasks carry them. */
const NAMED = 100

/**
 * Starts changing many consumers of an instance: as chosen now, whatever changes meanwhile. The first ones are changed
 * before it answers, so that a few are done by then; a worker goes on with the rest.
 * @throws DomainError `not_found`, `conflict`
 */
export async function startBulkChange(ctx: Context, instance: string, input: BulkChangeInput): Promise<TaskView> {
  authorize(ctx, 'consumer:write')
  const found = await findInstance(ctx, instance)
  const { action, expected } = input
  const { consumers, unresolved } = await chosen(found, input)
  if (expected !== undefined && expected !== consumers.length)
    throw new DomainError(
      'conflict',
      `This is about ${consumers.length} consumers by now, not ${expected}. Look again.`,
    )
  const { kind, id, name } = ctx.actor
  const task = await addTask(ctx, {
    instanceId: found.id,
    kind: `${action}_consumers`,
    input: { action, actor: { kind, id, name }, requestId: ctx.requestId },
    cursor: {},
    total: consumers.length,
    result: { unresolved: unresolved.slice(0, NAMED) },
    consumers,
    about: found.name,
  })
  await advanceTask(parseId('task', task.id) ?? '').catch((error: unknown) => {
    ctx.log.warn({ err: error, task: task.id }, 'a bulk change did not get far at once; a worker goes on with it')
  })
  return getTask(ctx, task.id, instance)
}

async function chosen(instance: Instance, { task, ...input }: BulkChangeInput) {
  if (task !== undefined) return { consumers: await changedBy(instance, task), unresolved: [] }
  const { changing, unresolved } = await chooseConsumers(instance, input)
  return { consumers: changing, unresolved }
}

/** Keys of the consumers that an earlier bulk change has changed. */
async function changedBy(instance: Instance, taskId: string): Promise<number[]> {
  const { id, kind, status, done } = await findTask(instance.id, taskId)
  if (!bulkKindSchema.safeParse(kind).success) throw new DomainError('conflict', 'This task has changed no consumers.')
  if (status === 'running') throw new DomainError('conflict', 'This task still runs. Cancel it first.')
  const selection = await prisma().taskSelection.findUnique({ where: { taskId: id } })
  if (selection === null)
    throw new DomainError('conflict', 'What this task has changed is no longer known: it ended over a day ago.')
  return selection.consumers.slice(0, done)
}
