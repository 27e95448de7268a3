import type { StatusKind } from '#components/ui/status-kind.ts'
import { formatDay, formatRelative } from '#lib/format.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

export type ConsumerState = { readonly kind: StatusKind; readonly word: string; readonly reason: string | null }

/** The state of a consumer with its reason, most urgent first. */
export function consumerState(consumer: ConsumerItem): ConsumerState {
  if (consumer.disabled) {
    const since = consumer.disabledAt === null ? null : `since ${formatDay(consumer.disabledAt)}`
    return consumer.disabledReason === null
      ? { kind: 'disabled', word: 'Off', reason: since }
      : { kind: 'disabled', word: 'Disabled', reason: consumer.disabledReason }
  }
  if (consumer.paused) return { kind: 'waiting', word: 'Paused', reason: 'holds its queue' }
  if (consumer.failingSince !== null)
    return { kind: 'failure', word: 'Failing', reason: `first failure ${formatRelative(consumer.failingSince)}` }
  if (consumer.lastSuccessAt === null) return { kind: 'waiting', word: 'New', reason: 'nothing sent yet' }
  return { kind: 'success', word: 'Healthy', reason: null }
}
