import { OUTCOME_CODE } from '#lib/domain/deliveries/attempt-codes.ts'
import type { Settlement } from '#lib/engine/index.ts'

/** What the log keeps of a verdict: a failure is final when nothing follows it. */
export function outcomeOf({ verdict }: Settlement): number {
  switch (verdict.kind) {
    case 'success':
      return OUTCOME_CODE.success
    case 'cancelled':
      return OUTCOME_CODE.cancelled
    case 'exhausted':
      return OUTCOME_CODE.exhausted
    case 'retry':
    case 'resume':
      return OUTCOME_CODE.failed
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
