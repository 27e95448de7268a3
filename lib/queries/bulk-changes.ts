import type { BulkPreview, ConsumerAction } from '#lib/domain/consumers/schemas.ts'
import { type ConsumerFilters, filterOf } from './consumers.ts'
import { requestJson } from './request-json.ts'
import * as z from './shape.ts'
import { type TaskView, taskViewSchema } from './tasks.ts'

export type { ConsumerAction } from '#lib/domain/consumers/schemas.ts'

/** Which consumers a bulk change is about: some, all that match, or those that another bulk change has changed. */
export type ConsumerChoice =
  | { readonly ids: readonly string[] }
  | { readonly filter: Readonly<Record<string, string>> }
  | { readonly task: string }

export type BulkOrder = ConsumerChoice & { readonly action: ConsumerAction; readonly expected?: number }

/** How many consumers match the filters of the list. */
export async function countConsumers(instanceId: string, filters: ConsumerFilters): Promise<number> {
  const { matching } = await requestJson(
    z.trusted<BulkPreview>(),
    `/api/v1/app/${instanceId}/bulk-change-preview`,
    // Deleting is what changes every one of them.
    { method: 'POST', body: { action: 'delete', filter: filterOf(filters) } },
  )
  return matching
}

/** Starts a bulk change. A small one has ended when this resolves; the server goes on with a large one. */
export function startBulkChange(instanceId: string, order: BulkOrder): Promise<TaskView> {
  return requestJson(taskViewSchema, `/api/v1/app/${instanceId}/bulk-change`, { method: 'POST', body: order })
}

export type BulkTask = TaskView & { readonly kind: `${ConsumerAction}_consumers` }

/** Whether a task is a bulk change of consumers. */
export function isBulkTask(task: TaskView): task is BulkTask {
  return task.kind.endsWith('_consumers')
}
