import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { findTask } from './find-task.ts'
import { presentTask } from './present-task.ts'
import type { TaskView } from './schemas.ts'

/** One task with its progress. @throws DomainError `not_found` */
export async function getTask(ctx: Context, task: string): Promise<TaskView> {
  authorize(ctx, 'read')
  return presentTask(await findTask(ctx.actor.instanceId, task))
}
