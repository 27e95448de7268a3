import type { Transaction } from '#lib/db/client.ts'
import type { Instance } from '#lib/db/generated/client.ts'
import type { RunningTask } from './running-task.ts'
import { walkCursorSchema } from './schemas.ts'

/** Instances that one chunk of a task looks at. */
const INSTANCES = 50

/** The next instances of a task that walks them, in order: all, its own, or those given. */
export function nextInstances(
  tx: Transaction,
  { instance_id, cursor }: RunningTask,
  only: readonly string[] | null = null,
): Promise<Instance[]> {
  const { id: after } = walkCursorSchema.parse(cursor)
  const among = instance_id === null ? only : [instance_id].filter((id) => only === null || only.includes(id))
  const id = { ...(after === null ? {} : { gt: after }), ...(among === null ? {} : { in: [...among] }) }
  return tx.instance.findMany({ where: { id }, orderBy: { id: 'asc' }, take: INSTANCES })
}

/** Appends what a chunk found to `result.instances` and moves on. */
export async function keepFound(
  tx: Transaction,
  task: RunningTask,
  walked: readonly Instance[],
  found: readonly object[],
): Promise<true> {
  const cursor = JSON.stringify({ id: walked.at(-1)?.id ?? null })
  await tx.$executeRaw`UPDATE task SET done = done + ${walked.length}, updated_at = now(), cursor = ${cursor}::jsonb,
    result = coalesce(result, '{}')
      || jsonb_build_object('instances', coalesce(result -> 'instances', '[]') || ${JSON.stringify(found)}::jsonb)
    WHERE id = ${task.id}::uuid`
  return true
}
