import { z } from 'zod'
import type { Context } from '../context.ts'
import { encodeCursor, invalidIterator, readCursor } from '../page.ts'
import { authorize } from '../permissions.ts'
import { countTask } from './count-task.ts'
import { prepareTask } from './prepare-task.ts'
import { type ReplayKind, type TaskPreview, type TaskRange, taskCursorSchema } from './schemas.ts'
import { TASK_PHASES } from './task-phases.ts'

/** Candidates that one call looks at: about a tenth of a second. */
const LOOKED_AT = 5_000

/** What an iterator holds: where the count goes on, what it came to, and the moment it counts up to. */
const progressSchema = z.object({ cursor: taskCursorSchema, messages: z.int(), until: z.iso.datetime() })

/**
 * What a recover or replay would send, and how long that takes at the consumer's rate limit. Starts nothing. Looks at so
 * many candidates a call: with an `iterator` the numbers are lower bounds, and the next call goes on counting.
 * @throws DomainError `not_found`, `validation`
 */
export async function previewTask(
  ctx: Context,
  target: { readonly instance: string; readonly consumer: string },
  kind: ReplayKind,
  range: TaskRange,
  iterator?: string | null,
): Promise<TaskPreview> {
  authorize(ctx, 'read')
  const before = iterator == null ? null : readProgress(kind, iterator)
  const until = before === null ? range.until : new Date(before.until)
  const { consumer, scope } = await prepareTask(ctx, target, kind, { ...range, until })
  const { chosen, next } = await countTask(scope, before?.cursor ?? null, LOOKED_AT)
  const messages = (before?.messages ?? 0) + chosen
  const progress = { cursor: next, messages, until: scope.input.until }
  return {
    messages,
    seconds: consumer.rate === null ? null : messages / consumer.rate,
    iterator: next === null ? null : encodeCursor(JSON.stringify(progress)),
  }
}

function readProgress(kind: ReplayKind, iterator: string): z.output<typeof progressSchema> {
  const progress = progressSchema.safeParse(parse(readCursor(iterator)))
  if (!progress.success || !TASK_PHASES[kind].includes(progress.data.cursor.phase)) throw invalidIterator()
  return progress.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidIterator()
  }
}
