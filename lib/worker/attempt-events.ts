import type { Logger } from 'pino'
import { FAILING_AFTER } from '#lib/domain/operational-events/operational-event.ts'
import type { DeliveryTurn } from '#lib/domain/operational-events/raise-attempt-events.ts'
import type { Settlement } from '#lib/engine/index.ts'

const FLUSH_MS = 500

/** The operational event that a settlement is worth: only of the schedule's own tries, and only at a turn. */
export function turnOf({ delivery, record, verdict }: Settlement): DeliveryTurn | null {
  if (record === null || delivery.trigger !== 'scheduled') return null
  const about = {
    consumerKey: delivery.consumerKey,
    messageId: delivery.messageId,
    attemptId: record.attemptId,
    statusCode: record.statusCode,
    at: record.at,
  }
  if (verdict.kind === 'exhausted') return { ...about, type: 'message.attempt.exhausted' }
  if (verdict.kind === 'retry' && delivery.step + 1 === FAILING_AFTER)
    return { ...about, type: 'message.attempt.failing' }
  if (verdict.kind === 'success' && delivery.step >= FAILING_AFTER)
    return { ...about, type: 'message.attempt.recovered' }
  return null
}

export interface AttemptEventsOptions {
  readonly raise: (turns: readonly DeliveryTurn[]) => Promise<void>
  readonly log: Logger
}

/** Collects turns of deliveries and raises their events together, off the hot path. */
export class AttemptEvents {
  readonly #options: AttemptEventsOptions
  #turns: DeliveryTurn[] = []
  #timer: NodeJS.Timeout | null = null
  #flushing = Promise.resolve()

  constructor(options: AttemptEventsOptions) {
    this.#options = options
  }

  note(settlement: Settlement): void {
    const turn = turnOf(settlement)
    if (turn === null) return
    this.#turns.push(turn)
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  /** Resolves when everything noted so far was raised, or its failure was logged. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const turns = this.#turns
    this.#turns = []
    this.#flushing = this.#flushing
      .then(() => (turns.length === 0 ? undefined : this.#options.raise(turns)))
      .catch((error: unknown) => this.#options.log.warn({ err: error }, 'operational events could not be raised'))
    return this.#flushing
  }
}
