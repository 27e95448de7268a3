import type { Trigger } from '#lib/engine/index.ts'
import { type AttemptOutcome, attemptOutcomeSchema } from './schemas.ts'

/** Numbers of `attempt.outcome`. */
export const OUTCOME_CODE = {
  success: 0,
  failed: 1,
  exhausted: 2,
  cancelled: 3,
  skipped: 4,
} as const satisfies Readonly<Record<AttemptOutcome, number>>

/** Numbers of `queue.trigger` and `attempt.trigger`. */
export const TRIGGER_CODE = {
  scheduled: 0,
  manual: 1,
  test: 2,
  replay: 3,
} as const satisfies Readonly<Record<Trigger, number>>

const TRIGGERS = ['scheduled', 'manual', 'test', 'replay'] as const satisfies readonly Trigger[]

/** What a number of `attempt.outcome` stands for. */
export function outcomeNamed(code: number): AttemptOutcome {
  return attemptOutcomeSchema.options.find((name) => OUTCOME_CODE[name] === code) ?? 'failed'
}

/** What a number of `queue.trigger` and `attempt.trigger` stands for. */
export function triggerNamed(code: number): Trigger {
  return TRIGGERS.find((name) => TRIGGER_CODE[name] === code) ?? 'scheduled'
}
