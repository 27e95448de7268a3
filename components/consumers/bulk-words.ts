import type { BulkTask, ConsumerAction } from '#lib/queries/bulk-changes.ts'

type Words = {
  /** What the consumers are afterwards. */
  readonly done: string
  /** What that means for their deliveries. */
  readonly detail?: string
  /** What takes it back; deleting cannot be. */
  readonly undo: ConsumerAction | null
}

export const BULK_WORDS: Readonly<Record<BulkTask['kind'], Words>> = {
  enable_consumers: { done: 'enabled', undo: 'disable' },
  disable_consumers: {
    done: 'disabled',
    detail: 'Their due attempts are skipped until you enable them.',
    undo: 'enable',
  },
  pause_consumers: {
    done: 'paused',
    detail: 'Their queues are held and no step of the schedule is used up.',
    undo: 'resume',
  },
  resume_consumers: { done: 'resumed', undo: 'pause' },
  delete_consumers: { done: 'deleted', undo: null },
}
