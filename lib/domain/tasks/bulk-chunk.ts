import type { Transaction } from '#lib/db/client.ts'
import { applyAction } from '../consumers/apply-action.ts'
import { endTask, type RunningTask, type TaskStep } from './running-task.ts'
import { bulkInputSchema } from './schemas.ts'

/** Consumers changed in one transaction. It holds the instance's configuration: publishers wait for its commit. */
export const BULK_CHUNK = 500

interface Rest {
  /** The next ones, in order of their keys. */
  readonly keys: number[]
  /** How many there are from here to the end, with these. */
  readonly left: number
}

/** Changes the next consumers of a bulk change, each as if it were changed alone. */
export const advanceBulkChange: TaskStep = async (tx, task) => {
  const { action, ...by } = bulkInputSchema.parse(task.input)
  const { keys, left } = await restOf(tx, task)
  if (left === 0) return endTask(tx, task.id)
  const instance = await tx.instance.findUniqueOrThrow({ where: { id: task.instance_id ?? '' } })
  const changed = await applyAction(tx, by, instance, action, keys)
  await keepProgress(tx, task, keys, changed)
  return left > keys.length ? true : endTask(tx, task.id)
}

async function restOf(tx: Transaction, { id }: RunningTask): Promise<Rest> {
  const [rest] = await tx.$queryRaw<Rest[]>`
    SELECT s.consumers[t.done + 1 : t.done + ${BULK_CHUNK}::int] AS keys, cardinality(s.consumers) - t.done AS left
    FROM task t JOIN task_selection s ON s.task_id = t.id WHERE t.id = ${id}::uuid`
  return rest ?? { keys: [], left: 0 }
}

/** What was passed over leaves the selection, so that its first `done` are always those that this task has changed. */
async function keepProgress(
  tx: Transaction,
  { id }: RunningTask,
  keys: readonly number[],
  changed: readonly number[],
): Promise<void> {
  const passedOver = keys.length - changed.length
  if (passedOver > 0)
    await tx.$executeRaw`UPDATE task_selection s SET consumers =
        s.consumers[1 : t.done] || ${changed}::int[] || s.consumers[t.done + ${keys.length}::int + 1 :]
      FROM task t WHERE t.id = s.task_id AND t.id = ${id}::uuid`
  await tx.$executeRaw`UPDATE task SET done = done + ${changed.length}::int, total = total - ${passedOver}::int,
    updated_at = now() WHERE id = ${id}::uuid`
}
