import type { TapeCell } from '#components/ui/attempt-tape.tsx'
import type { DeliveryTerms } from '#lib/queries/consumers.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { isPending } from './attempt-status.ts'

type Step = Pick<AttemptItem, 'outcome' | 'nextAt'>

const CELLS: Readonly<Record<AttemptItem['outcome'], TapeCell>> = {
  success: 'delivered',
  failed: 'failed',
  exhausted: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
}

/** The attempts of a delivery, oldest first, and the one that is planned; `steps` of its schedule, when known. */
export function tapeOf(attempts: readonly Step[], steps = 0): TapeCell[] {
  const last = attempts.at(-1)
  const made = attempts.map(({ outcome }) => CELLS[outcome])
  const cells = last !== undefined && isPending(last) ? [...made, 'next' as const] : made
  return [...cells, ...Array.from({ length: Math.max(0, steps - cells.length) }, () => 'open' as const)]
}

/** As far as one scheduled attempt tells: those before it failed, or it would not have been made. */
export function tapeUpTo({ n, outcome, nextAt }: Step & Pick<AttemptItem, 'n'>, steps: number): TapeCell[] {
  const before = Array.from({ length: Math.max(0, n - 1) }, (): Step => ({ outcome: 'failed', nextAt: null }))
  return tapeOf([...before, { outcome, nextAt }], steps)
}

/** Seconds before each attempt of an event type at a consumer; none while its terms are not known. */
export function scheduleOf(terms: DeliveryTerms | undefined, eventType: string): readonly number[] {
  const own = terms?.exceptions.find((exception) => exception.eventType === eventType)
  return (own ?? terms)?.retrySchedule ?? []
}

/** How many attempts that are. */
export function stepsOf(terms: DeliveryTerms | undefined, eventType: string): number {
  return scheduleOf(terms, eventType).length
}
