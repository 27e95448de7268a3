import { failureWords } from '#components/deliveries/failure-words.ts'
import type { StatusKind } from '#components/ui/status-kind.ts'
import { formatLatency } from '#lib/format.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

export type ConsumerState = {
  readonly kind: StatusKind
  readonly word: string
  readonly reason: string | null
  /** ISO time from which it is so. */
  readonly since: string | null
}

/** The state of a consumer with its reason and since when, most urgent first. */
export function consumerState(consumer: ConsumerItem): ConsumerState {
  const { disabled, disabledReason, disabledBy, disabledAt, paused, lastSuccessAt, stats } = consumer
  const { failingSince, behindSince, slowSince } = consumer
  if (disabled)
    return {
      kind: 'disabled',
      word: disabledReason === null ? 'Off' : 'Disabled',
      reason: disabledReason ?? (disabledBy && `by ${disabledBy}`),
      since: disabledAt,
    }
  if (paused) return { kind: 'waiting', word: 'Paused', reason: 'holds its queue', since: null }
  if (failingSince !== null) {
    const last = stats?.lastFailure
    const cause = last?.statusCode ?? (last?.errorKind ? failureWords(last.errorKind) : 'first failure')
    return { kind: 'failure', word: 'Failing', reason: String(cause), since: failingSince }
  }
  if (behindSince !== null) return { kind: 'backlog', word: 'Backlog', reason: 'began', since: behindSince }
  if (slowSince !== null) {
    const reason = stats?.p95 == null ? null : `p95 ${formatLatency(stats.p95)}`
    return { kind: 'warning', word: 'Slow', reason, since: null }
  }
  if (lastSuccessAt === null && !stats?.successRate)
    return { kind: 'waiting', word: 'New', reason: 'nothing sent yet', since: null }
  return { kind: 'success', word: 'Healthy', reason: null, since: null }
}
