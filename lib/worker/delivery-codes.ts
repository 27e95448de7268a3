import type { Settlement, Trigger } from '#lib/engine/index.ts'

/** Codes of `queue.trigger` and `attempt.trigger`. */
export const TRIGGER_CODE: Readonly<Record<Trigger, number>> = { scheduled: 0, manual: 1, test: 2, replay: 3 }

const TRIGGERS: readonly Trigger[] = ['scheduled', 'manual', 'test', 'replay']

export function triggerOf(code: number): Trigger {
  return TRIGGERS[code] ?? 'scheduled'
}

/** Codes of `attempt.outcome`. */
export const OUTCOME_CODE = { success: 0, failure: 1, finalFailure: 2, cancelled: 3, skipped: 4 } as const

/** What the log keeps of a verdict: a failure is final when nothing follows it. */
export function outcomeOf({ verdict }: Settlement): number {
  switch (verdict.kind) {
    case 'success':
      return OUTCOME_CODE.success
    case 'cancelled':
      return OUTCOME_CODE.cancelled
    case 'exhausted':
      return OUTCOME_CODE.finalFailure
    case 'retry':
    case 'resume':
      return OUTCOME_CODE.failure
    case 'skip':
    case 'drop':
      return OUTCOME_CODE.skipped
  }
}

/** Modes of a row in the settling statement (see `sql/settle.ts`). */
export function rowModeOf({ verdict }: Settlement): number {
  switch (verdict.kind) {
    case 'success':
    case 'drop':
      return 0
    case 'cancelled':
    case 'exhausted':
      return 1
    case 'retry':
    case 'skip':
      return 2
    case 'resume':
      return 3
  }
}
