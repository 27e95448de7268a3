import type { BulkTask, ConsumerAction } from '#lib/queries/bulk-changes.ts'

type Words = {
  /** What the consumers are afterwards. */
  readonly done: string
  /** What takes it back; deleting cannot be. */
  readonly undo: ConsumerAction | null
}

export const BULK_WORDS: Readonly<Record<BulkTask['kind'], Words>> = {
  enable_consumers: { done: 'enabled', undo: 'disable' },
  disable_consumers: { done: 'disabled', undo: 'enable' },
  pause_consumers: { done: 'paused', undo: 'resume' },
  resume_consumers: { done: 'resumed', undo: 'pause' },
  delete_consumers: { done: 'deleted', undo: null },
}
