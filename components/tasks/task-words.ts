import type { StatusKind } from '#components/ui/status-kind.ts'
import type { TaskView } from '#lib/queries/tasks.ts'

export const TASK_TITLES: Readonly<Record<TaskView['kind'], string>> = {
  recover: 'Recover failed',
  replay_missing: 'Replay missing',
  bulk_replay: 'Replay messages',
  enable_consumers: 'Enable consumers',
  disable_consumers: 'Disable consumers',
  pause_consumers: 'Pause consumers',
  resume_consumers: 'Resume consumers',
  delete_consumers: 'Delete consumers',
  expunge_all: 'Remove all bodies',
  export_event_types: 'Export event types',
  count_attempts: 'Count attempts',
  list_subscriptions: 'List subscriptions',
}

export const TASK_LOOK: Readonly<Record<TaskView['status'], { readonly glyph: StatusKind; readonly word: string }>> = {
  running: { glyph: 'retrying', word: 'Running' },
  finished: { glyph: 'success', word: 'Finished' },
  failed: { glyph: 'failure', word: 'Failed' },
  cancelled: { glyph: 'cancelled', word: 'Cancelled' },
}
