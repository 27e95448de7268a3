import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { addTask } from './add-task.ts'
import type { TaskView } from './schemas.ts'

/** Starts the removal of every body that an instance has now. @throws DomainError `not_found` */
export async function startExpunge(ctx: Context, instance: string): Promise<TaskView> {
  authorize(ctx, 'message:expunge')
  const { id, name } = await findInstance(ctx, instance)
  return addTask(ctx, {
    instanceId: id,
    kind: 'expunge_all',
    input: {},
    cursor: { id: null },
    total: null,
    about: name,
  })
}
