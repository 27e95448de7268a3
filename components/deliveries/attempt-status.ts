import type { StatusKind } from '#components/ui/status-kind.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'

export type AttemptStatus = { readonly kind: StatusKind; readonly word: string }

/** What one attempt came to. */
export function attemptStatus(attempt: AttemptItem): AttemptStatus {
  if (attempt.outcome === 'skipped') return { kind: 'disabled', word: 'Skipped' }
  switch (attempt.status) {
    case 0:
      return { kind: 'success', word: 'Delivered' }
    case 1:
      return { kind: 'retrying', word: 'Retrying' }
    case 4:
      return { kind: 'cancelled', word: 'Cancelled' }
    case 3:
      return { kind: 'waiting', word: 'Waiting' }
    default:
      return { kind: 'failure', word: 'Failed' }
  }
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
export function attemptCode(attempt: AttemptItem): string {
  if (attempt.responseStatusCode > 0) return String(attempt.responseStatusCode)
  return attempt.errorKind ?? '–'
}
