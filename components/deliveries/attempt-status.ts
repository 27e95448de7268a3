import type { StatusKind } from '#components/ui/status-kind.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'

export type AttemptStatus = { readonly kind: StatusKind; readonly word: string }

const OUTCOMES: Readonly<Record<AttemptItem['outcome'], AttemptStatus>> = {
  success: { kind: 'success', word: 'Delivered' },
  failed: { kind: 'retrying', word: 'Retrying' },
  exhausted: { kind: 'failure', word: 'Failed' },
  cancelled: { kind: 'cancelled', word: 'Cancelled' },
  skipped: { kind: 'disabled', word: 'Skipped' },
}

/** What one attempt came to. One that failed reads as retrying until its next try is due. */
export function attemptStatus(attempt: Pick<AttemptItem, 'outcome' | 'nextAt'>): AttemptStatus {
  const isOver = attempt.outcome === 'failed' && (attempt.nextAt === null || Date.parse(attempt.nextAt) < Date.now())
  return OUTCOMES[isOver ? 'exhausted' : attempt.outcome]
}

/** The status of a delivery by its number in the API. */
export function deliveryStatus(status: number): AttemptStatus {
  if (status === 0) return { kind: 'success', word: 'Delivered' }
  if (status === 1) return { kind: 'retrying', word: 'Retrying' }
  if (status === 3) return { kind: 'waiting', word: 'Waiting' }
  if (status === 4) return { kind: 'cancelled', word: 'Cancelled' }
  return { kind: 'failure', word: 'Failed' }
}

/** `401`, or the kind of error when nothing came back. */
export function attemptCode(attempt: Pick<AttemptItem, 'statusCode' | 'errorKind'>): string {
  return attempt.statusCode === null ? (attempt.errorKind ?? '–') : String(attempt.statusCode)
}

/** False for one that ended before a request could be made: cancelled, skipped, or its transformation failed. */
export function wasSent(attempt: Pick<AttemptItem, 'signature' | 'statusCode'>): boolean {
  return attempt.statusCode !== null || attempt.signature !== ''
}

/** True while another try of it is planned. */
export function isPending(attempt: Pick<AttemptItem, 'outcome' | 'nextAt'>): boolean {
  return attempt.outcome !== 'success' && attempt.nextAt !== null && Date.parse(attempt.nextAt) > Date.now()
}
