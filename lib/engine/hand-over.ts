import type { ConsumerSlot } from './consumer-slot.ts'
import { isLimited } from './is-limited.ts'
import type { SlotScheduler } from './slot-scheduler.ts'
import type { DeliveryConsumer, LeasedDelivery, PublishOutcome } from './types.ts'

export interface HandOverOptions {
  readonly scheduler: SlotScheduler
  /** The consumer, or undefined while nothing may be handed over. */
  readonly consumer: (key: number) => DeliveryConsumer | undefined
  /** Takes over rows that were stored as leased to this process. */
  readonly take: (deliveries: readonly LeasedDelivery[]) => void
  /** Rows were left in lanes. */
  readonly onSpill: () => void
}

/**
 * The rows that one publish transaction may hand straight to this process. Room is reserved while the transaction is
 * under way; it must be ended by `complete` or `abort`, once.
 */
export class HandOver {
  readonly #options: HandOverOptions
  readonly #reserved: { slot: ConsumerSlot; size: number }[] = []
  #spilled = false

  constructor(options: HandOverOptions) {
    this.#options = options
  }

  /** True when a row may be stored as leased to this process; else it has to wait in its lane, due now. */
  accepts(consumerKey: number, size: number): boolean {
    const { scheduler, consumer } = this.#options
    const known = consumer(consumerKey)
    const slot = scheduler.slotOf(consumerKey)
    const open = known !== undefined && !isLimited(known) && !known.paused && !known.disabled
    if (open && scheduler.reserve(slot, size)) {
      this.#reserved.push({ slot, size })
      return true
    }
    slot.backlogged = true
    this.#spilled = true
    return false
  }

  complete(outcomes: readonly PublishOutcome[]): void {
    this.abort()
    for (const outcome of outcomes) if (outcome.kind === 'stored') this.#options.take(outcome.leased)
    if (this.#spilled) this.#options.onSpill()
  }

  /** Nothing was stored, as far as is known: what was stored after all is found when its lease ends. */
  abort(): void {
    for (const { slot, size } of this.#reserved) this.#options.scheduler.unreserve(slot, size)
    this.#reserved.length = 0
  }
}
