import type { OperationalEventType } from './schemas.ts'

/** The failed attempts in a row after which a delivery counts as failing, and its success as recovered. */
export const FAILING_AFTER = 4

/** One event of an instance; `data` is what the receiver gets beside the type. */
export interface OperationalEvent {
  readonly instanceKey: number
  readonly type: OperationalEventType
  readonly data: Readonly<Record<string, unknown>>
}
