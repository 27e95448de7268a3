import type { StatusKind } from '#components/ui/status-kind.ts'
import type { LiveKind } from '#lib/queries/live.ts'

/** Glyph and word of each kind of line. */
export const LIVE_LOOK: Readonly<Record<LiveKind, { readonly glyph: StatusKind; readonly word: string }>> = {
  received: { glyph: 'received', word: 'Received' },
  sent: { glyph: 'success', word: 'Sent' },
  failed: { glyph: 'failure', word: 'Failed' },
  retried: { glyph: 'retrying', word: 'Retried' },
  cancelled: { glyph: 'cancelled', word: 'Cancelled' },
  rejected: { glyph: 'rejected', word: 'Rejected' },
}
