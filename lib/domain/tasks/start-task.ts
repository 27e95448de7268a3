import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { authorize } from '../permissions.ts'
import { addTask } from './add-task.ts'
import { countTask } from './count-task.ts'
import { prepareTask } from './prepare-task.ts'
import type { ReplayKind, TaskRange, TaskView } from './schemas.ts'
import { nextPhase } from './task-phases.ts'

/** Candidates that are counted before a task starts: about half a second. */
const LOOKED_AT = 20_000

/**
 * Starts a recover or replay; a worker carries it out.
 * @param expected what a preview came to, so that a long task can tell how far it is without counting again
 * @throws DomainError `not_found`, `validation`, `conflict`
 */
export async function startTask(
  ctx: Context,
  target: { readonly instance: string; readonly consumer: string },
  kind: ReplayKind,
  range: TaskRange,
  expected?: number | null,
): Promise<TaskView> {
  authorize(ctx, 'delivery:write')
  const { instance, consumer, scope } = await prepareTask(ctx, target, kind, range)
  if (consumer.disabled) throw new DomainError('conflict', 'This consumer is disabled. Enable it, then start again.')
  const counted = expected == null ? await countTask(scope, null, LOOKED_AT) : null
  return addTask(ctx, {
    instanceId: instance.id,
    kind,
    input: scope.input,
    cursor: nextPhase(kind, null) ?? {},
    total: counted?.next === null ? counted.chosen : (expected ?? null),
    createdAt: scope.startedAt,
    about: consumer.description || consumer.url,
  })
}
