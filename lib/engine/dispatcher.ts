import { ClaimLoop } from './claim-loop.ts'
import { type ConsumerSlot, pressureOf } from './consumer-slot.ts'
import { type AttemptTools, brokenAttempt, executeAttempt, skipAttempt } from './execute-attempt.ts'
import { HandOver } from './hand-over.ts'
import { isLimited } from './is-limited.ts'
import { isUrgent } from './memory-lane.ts'
import { NaturalBatcher } from './natural-batcher.ts'
import type { Claim, ConsumerDirectory, DeliveryStore } from './ports.ts'
import { SettlementBatcher } from './settlement-batcher.ts'
import { SlotScheduler } from './slot-scheduler.ts'
import type { DeliveryConsumer, LeasedDelivery, Settlement } from './types.ts'

const TICK_MS = 1000

export interface DispatcherOptions extends AttemptTools {
  readonly store: Pick<DeliveryStore, 'claim' | 'settle' | 'release' | 'sweep'>
  readonly directory: ConsumerDirectory
  /** Told of every failure of the store or the directory; work goes on. */
  readonly onError: (error: unknown, during: 'claim' | 'settle' | 'release' | 'sweep' | 'reload' | 'attempt') => void
  /** Told of every settlement before it is stored: for metrics. */
  readonly onSettled?: (settlement: Settlement) => void
  /** Attempts under way in all. */
  readonly maxSockets?: number
  /** Of bodies in memory. */
  readonly maxBytes?: number
  /** Of bodies in one claim. */
  readonly claimBytes?: number
  /** Rows of one consumer that hand-overs may hold here. */
  readonly maxHeld?: number
  readonly idleMs?: number
  readonly sweepMs?: number
  /** As `SettlementBatcher` has it. */
  readonly gatherMs?: number | undefined
}

export interface DispatcherStats {
  readonly inFlight: number
  readonly waiting: number
  readonly bytes: number
  readonly consumers: number
}

/** Turns leased rows into attempts, and attempts into settlements. */
export class Dispatcher {
  readonly #options: DispatcherOptions
  readonly #scheduler: SlotScheduler
  readonly #settlements: SettlementBatcher
  readonly #releases: NaturalBatcher<LeasedDelivery>
  readonly #claims: ClaimLoop
  #state: 'new' | 'running' | 'stopping' = 'new'
  #cancelTick: () => void = () => {}
  #sinceSweep = 0
  #pumping = false
  #strangers: LeasedDelivery[] = []
  #reloading: Promise<void> | null = null
  #onQuiet: (() => void) | null = null

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.#scheduler = new SlotScheduler({
      maxSockets: options.maxSockets ?? 4000,
      maxBytes: options.maxBytes ?? 128 * 1024 * 1024,
      maxHeld: options.maxHeld ?? 200,
      claimBytes: options.claimBytes ?? 8 * 1024 * 1024,
      isLimited: (key) => isLimited(options.directory.get(key)),
      begin: (delivery, slot) => this.#begin(delivery, slot),
    })
    this.#settlements = new SettlementBatcher({
      store: options.store,
      clock: options.clock,
      onError: (error) => options.onError(error, 'settle'),
      gatherMs: options.gatherMs,
    })
    this.#releases = new NaturalBatcher({ run: (rows) => this.#sendReleases(rows), maxInFlight: 1, maxBatch: 1000 })
    this.#claims = new ClaimLoop({
      store: options.store,
      clock: options.clock,
      idleMs: options.idleMs ?? 250,
      request: () => (this.#settlements.stalled ? null : this.#scheduler.claimRequest(options.clock.monotonic())),
      take: (claim) => this.#takeClaim(claim),
      onError: (error) => options.onError(error, 'claim'),
    })
  }

  /** Begins to claim. Hand-overs are taken from then on. */
  start(): void {
    if (this.#state !== 'new') return
    this.#state = 'running'
    this.#claims.start()
    this.#tick()
  }

  /** Rows may be due: after a notification, or when something was stored without a hand-over. */
  wake(): void {
    this.#claims.wake()
  }

  /** The hand-over of one publish transaction. */
  openHandOver(): HandOver {
    return new HandOver({
      scheduler: this.#scheduler,
      consumer: (key) => (this.#state === 'running' ? this.#options.directory.get(key) : undefined),
      take: (deliveries) => this.#takeHandOver(deliveries),
      onSpill: () => this.#claims.wake(),
    })
  }

  get stats(): DispatcherStats {
    const { inFlight, waiting, bytes, slots } = this.#scheduler
    return { inFlight, waiting, bytes, consumers: slots.size }
  }

  /** Consumers whose own pace is what their lanes wait for: that they are late says nothing about this process. */
  get heldUp(): readonly number[] {
    return this.#scheduler.heldUp
  }

  /**
   * Stops claiming, gives back what was not started, lets what is under way end, and stores how it ended. Publishers
   * must have been stopped before.
   */
  async stop(): Promise<void> {
    if (this.#state === 'stopping') return
    this.#state = 'stopping'
    this.#cancelTick()
    for (const slot of this.#scheduler.slots.values()) this.#releaseAll(this.#scheduler.drain(slot))
    await this.#claims.stop()
    while (this.#reloading !== null) await this.#reloading
    if (this.#scheduler.inFlight > 0) await new Promise<void>((resolve) => (this.#onQuiet = resolve))
    await this.#settlements.idle()
    await this.#releases.idle()
  }

  #takeHandOver(deliveries: readonly LeasedDelivery[]): void {
    for (const delivery of deliveries) {
      // the consumer may have become limited meanwhile: its rows have no tokens then
      const limited = isLimited(this.#options.directory.get(delivery.consumerKey))
      if (this.#state === 'stopping' || limited) this.#releases.add(delivery)
      else this.#scheduler.add(delivery)
    }
    this.#pump()
  }

  #takeClaim({ deliveries, emptied }: Claim): boolean {
    const before = this.#scheduler.inFlight + this.#scheduler.waiting
    if (this.#state === 'stopping') {
      this.#releaseAll(deliveries)
      return false
    }
    for (const delivery of deliveries) this.#scheduler.add(delivery).backlogged = true
    for (const key of emptied) {
      const slot = this.#scheduler.slots.get(key)
      if (slot !== undefined) slot.backlogged = false
    }
    this.#pump()
    return this.#scheduler.inFlight + this.#scheduler.waiting > before
  }

  /** Starts an attempt, unless the row cannot or must not be tried now. */
  #begin(delivery: LeasedDelivery, slot: ConsumerSlot): boolean {
    const { clock, directory } = this.#options
    const consumer = directory.get(delivery.consumerKey)
    if (clock.monotonic() > delivery.startBefore) this.#releases.add(delivery)
    else if (consumer === undefined) this.#askAround(delivery)
    else if (consumer.paused && !isUrgent(delivery.trigger)) this.#releaseHeld(delivery, slot)
    else if (isLimited(consumer) && !slot.limited) {
      this.#releaseHeld(delivery, slot)
      slot.limited = true
    } else if (consumer.disabled && !isUrgent(delivery.trigger)) this.#settle(this.#skip(delivery, consumer))
    else {
      slot.limited = isLimited(consumer)
      this.#attempt(delivery, consumer, slot)
      return true
    }
    return false
  }

  /** Starts what may start, and goes on in the next turn of the event loop where that is much. */
  #pump(): void {
    if (this.#pumping || this.#scheduler.pump()) return
    this.#pumping = true
    setImmediate(() => {
      this.#pumping = false
      this.#pump()
    })
  }

  #attempt(delivery: LeasedDelivery, consumer: DeliveryConsumer, slot: ConsumerSlot): void {
    executeAttempt(delivery, consumer, this.#options).then(
      (settlement) => this.#ended(settlement, slot),
      (error: unknown) => {
        this.#options.onError(error, 'attempt')
        this.#ended(brokenAttempt(delivery, consumer, this.#options, error), slot)
      },
    )
  }

  #ended(settlement: Settlement, slot: ConsumerSlot): void {
    this.#settle(settlement)
    this.#scheduler.finished(settlement.delivery, slot, pressureOf(settlement), this.#options.clock.monotonic())
    if (this.#state === 'stopping') {
      if (this.#scheduler.inFlight === 0) this.#onQuiet?.()
      return
    }
    this.#pump()
    // a limited lane has its own time to be looked at, unless it was passed over for want of room
    const held = slot.limited ? slot.fullSince !== null : slot.backlogged
    if (held && slot.room() * 2 >= slot.window) this.#claims.wake()
  }

  #settle(settlement: Settlement): void {
    this.#options.onSettled?.(settlement)
    this.#settlements.add(settlement)
  }

  #skip(delivery: LeasedDelivery, consumer: DeliveryConsumer): Settlement {
    return skipAttempt(delivery, consumer, this.#options)
  }

  /** Gives back everything of a consumer that is paused or became rate-limited: its rows wait in the lane. */
  #releaseHeld(delivery: LeasedDelivery, slot: ConsumerSlot): void {
    slot.backlogged = true
    this.#releases.add(delivery)
    this.#releaseAll(this.#scheduler.drain(slot))
  }

  #releaseAll(deliveries: readonly LeasedDelivery[]): void {
    for (const delivery of deliveries) this.#releases.add(delivery)
  }

  async #sendReleases(rows: readonly LeasedDelivery[]): Promise<void> {
    try {
      await this.#options.store.release(rows)
    } catch (error) {
      // their leases end by themselves
      this.#options.onError(error, 'release')
    }
  }

  /** A consumer that this process does not know: newer than its directory, or deleted. */
  #askAround(delivery: LeasedDelivery): void {
    this.#strangers.push(delivery)
    this.#reloading ??= this.#reload().finally(() => {
      this.#reloading = null
      if (this.#strangers.length > 0) this.#askAgain()
    })
  }

  #askAgain(): void {
    const rows = this.#strangers
    this.#strangers = []
    for (const row of rows) this.#askAround(row)
  }

  async #reload(): Promise<void> {
    const rows = this.#strangers
    this.#strangers = []
    try {
      await this.#options.directory.reload()
    } catch (error) {
      this.#options.onError(error, 'reload')
      this.#releaseAll(rows)
      return
    }
    for (const delivery of rows) {
      if (this.#state === 'stopping') this.#releases.add(delivery)
      else if (this.#options.directory.get(delivery.consumerKey) !== undefined) this.#scheduler.add(delivery)
      else this.#settle({ delivery, record: null, verdict: { kind: 'drop' } })
    }
    this.#pump()
  }

  #tick(): void {
    this.#cancelTick = this.#options.clock.after(TICK_MS, () => {
      this.#releaseAll(this.#scheduler.expire(this.#options.clock.monotonic()))
      this.#sinceSweep += TICK_MS
      if (this.#sinceSweep >= (this.#options.sweepMs ?? 5000)) void this.#sweep()
      this.#tick()
    })
  }

  async #sweep(): Promise<void> {
    this.#sinceSweep = 0
    try {
      if ((await this.#options.store.sweep()) > 0) this.#claims.wake()
    } catch (error) {
      this.#options.onError(error, 'sweep')
    }
  }
}

/** A dispatcher that is not started yet. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new Dispatcher(options)
}
