import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { findTask } from './find-task.ts'
import { presentTask } from './present-task.ts'
import type { TaskView } from './schemas.ts'
import { taskScope } from './task-scope.ts'

/** One task with its progress; with an instance, only if it is one of its. @throws DomainError `not_found` */
export async function getTask(ctx: Context, task: string, instance?: string): Promise<TaskView> {
  authorize(ctx, 'read')
  return presentTask(await findTask(await taskScope(ctx, instance), task))
}
