import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { addTask } from './add-task.ts'
import type { TaskView } from './schemas.ts'

/**
 * Starts writing the catalogue of an instance as an OpenAPI document: `result.document`. @throws DomainError
 * `not_found`
 */
export async function startEventTypeExport(ctx: Context, instance: string): Promise<TaskView> {
  authorize(ctx, 'event-type:write')
  const { id, name } = await findInstance(ctx, instance)
  return addTask(ctx, { instanceId: id, kind: 'export_event_types', input: {}, cursor: {}, total: null, about: name })
}
