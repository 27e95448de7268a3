import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { countTask } from './count-task.ts'
import { prepareTask } from './prepare-task.ts'
import type { ReplayKind, TaskPreview, TaskRange } from './schemas.ts'

/** What a recover or replay would send, and how long that takes at the consumer's rate limit. Starts nothing. */
export async function previewTask(
  ctx: Context,
  target: { readonly instance: string; readonly consumer: string },
  kind: ReplayKind,
  range: TaskRange,
): Promise<TaskPreview> {
  authorize(ctx, 'read')
  const { consumer, scope } = await prepareTask(ctx, target, kind, range)
  const messages = await countTask(scope)
  return { messages, seconds: consumer.rate === null ? null : messages / consumer.rate }
}
