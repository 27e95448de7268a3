import { ConsumerSlot, type Pressure } from './consumer-slot.ts'
import { Fifo } from './fifo.ts'
import type { ClaimRequest } from './ports.ts'
import type { LeasedDelivery } from './types.ts'

/** A consumer takes at most 1/16 of the sockets that are free: however many hang, some stay free for the others. */
const SOCKET_SHARE = 1 / 16
/** The same for bytes of bodies. */
const BYTE_SHARE = 1 / 8
/** Rows in memory for each socket, while hand-overs may add to them. */
const ROWS_PER_SOCKET = 2
const MOST_LANES = 64
/** Rows of a limited lane that one claim takes, unless its consumer has another room; twice that of the others. */
const CLAIMED_AT_ONCE = 16
/** A lane that could not be looked at for so long may hold older rows than those handed over. */
const FULL_FOR_MS = 1000
const FORGET_AFTER_MS = 60_000
/** Attempts started in one go: a fan-out to thousands would hold up everything else that the process does. */
const STARTS_IN_ONE_GO = 64

export interface SlotSchedulerOptions {
  readonly maxSockets: number
  /** Of bodies in memory. */
  readonly maxBytes: number
  /** Rows of one consumer that may be held by hand-over. */
  readonly maxHeld: number
  readonly claimBytes: number
  readonly isLimited: (consumerKey: number) => boolean
  /** Starts a delivery; false when there was nothing to start (it was released, skipped or set aside). */
  readonly begin: (delivery: LeasedDelivery, slot: ConsumerSlot) => boolean
}

/**
 * Decides which leased row starts next: consumers take turns, each within its window. The shares of what is free are
 * dynamic thresholds (Choudhury and Hahne, 1998).
 */
export class SlotScheduler {
  readonly slots = new Map<number, ConsumerSlot>()
  readonly #options: SlotSchedulerOptions
  readonly #ring = new Fifo<ConsumerSlot>()
  inFlight = 0
  waiting = 0
  bytes = 0
  /** Rows promised to hand-overs whose transaction is still under way. */
  #reserved = 0

  constructor(options: SlotSchedulerOptions) {
    this.#options = options
  }

  /** Consumers whose own pace is what their lanes wait for. */
  get heldUp(): number[] {
    return [...this.slots.values()].filter((slot) => slot.isHeldUp).map((slot) => slot.key)
  }

  slotOf(consumerKey: number): ConsumerSlot {
    const known = this.slots.get(consumerKey)
    if (known !== undefined) return known
    const slot = new ConsumerSlot(consumerKey, this.#options.isLimited(consumerKey))
    this.slots.set(consumerKey, slot)
    return slot
  }

  /** Queues a leased row; `pump` starts it. */
  add(delivery: LeasedDelivery): ConsumerSlot {
    const slot = this.slotOf(delivery.consumerKey)
    if (slot.held === 0) slot.limited = this.#options.isLimited(slot.key)
    slot.waiting.push(delivery)
    slot.bytes += delivery.size
    this.bytes += delivery.size
    this.waiting++
    this.#list(slot)
    return slot
  }

  /** Starts what may start, one row of each consumer in turn; false when it stopped early and is to be called again. */
  pump(): boolean {
    for (let started = 0; this.inFlight < this.#options.maxSockets; started++) {
      if (started === STARTS_IN_ONE_GO && this.#ring.length > 0) return false
      const slot = this.#ring.shift()
      if (slot === undefined) return true
      slot.listed = false
      const delivery = this.#mayStart(slot) ? slot.waiting.shift() : undefined
      if (delivery === undefined) continue
      this.waiting--
      this.inFlight++
      slot.inFlight++
      if (!this.#options.begin(delivery, slot)) this.#forgetRow(delivery, slot)
      this.#list(slot)
    }
    return true
  }

  /** An attempt ended: its slot is free for the next row. */
  finished(delivery: LeasedDelivery, slot: ConsumerSlot, pressure: Pressure, now: number): void {
    slot.adapt(pressure)
    slot.lastUsed = now
    this.#forgetRow(delivery, slot)
    this.#list(slot)
  }

  /** Reserves a row for a hand-over, or says that it has to wait in the lane. */
  reserve(slot: ConsumerSlot, size: number): boolean {
    const { maxSockets, maxBytes, maxHeld } = this.#options
    const held = this.inFlight + this.waiting + this.#reserved
    const free = maxBytes - this.bytes
    const fits = size <= free && (slot.held === 0 || slot.bytes + size <= free * BYTE_SHARE)
    const most = Math.min(maxHeld, (maxSockets * ROWS_PER_SOCKET - held) * SOCKET_SHARE)
    if (slot.backlogged || slot.held >= Math.max(1, most) || !fits) return false
    slot.reserved++
    this.#reserved++
    slot.bytes += size
    this.bytes += size
    return true
  }

  unreserve(slot: ConsumerSlot, size: number): void {
    slot.reserved--
    this.#reserved--
    slot.bytes -= size
    this.bytes -= size
  }

  /** Takes the waiting rows of a slot out. */
  drain(slot: ConsumerSlot): LeasedDelivery[] {
    const rows = slot.waiting.drain()
    for (const row of rows) {
      slot.bytes -= row.size
      this.bytes -= row.size
    }
    this.waiting -= rows.length
    return rows
  }

  /** Takes out every waiting row that may not be started any more, and forgets consumers that were idle for long. */
  expire(now: number): LeasedDelivery[] {
    const expired: LeasedDelivery[] = []
    for (const slot of this.slots.values()) {
      const first = slot.waiting.peek()
      if (first !== undefined && first.startBefore < now) {
        for (const row of this.drain(slot)) {
          if (row.startBefore < now) expired.push(row)
          else this.add(row)
        }
      }
      if (slot.held === 0 && !slot.backlogged && now - slot.lastUsed > FORGET_AFTER_MS) this.slots.delete(slot.key)
    }
    return expired
  }

  /** What a claim may bring now, or null when there is no room at all. */
  claimRequest(now: number): ClaimRequest | null {
    const { maxSockets, maxBytes, claimBytes } = this.#options
    const free = maxSockets - this.inFlight - this.#startable()
    const bytes = Math.min(claimBytes, maxBytes - this.bytes)
    if (free <= 0 || bytes <= 0) return null
    const except: number[] = []
    const limits = new Map<number, number>()
    for (const slot of this.slots.values()) {
      const room = this.#roomFor(slot, free)
      if (room <= 0) except.push(slot.key)
      else if (room !== defaultRoom(slot)) limits.set(slot.key, room)
      this.#noteFull(slot, room <= 0, now)
    }
    const lanes = Math.max(1, Math.min(MOST_LANES, Math.floor(free / CLAIMED_AT_ONCE)))
    return {
      lanes,
      perLane: Math.min(free, 2 * CLAIMED_AT_ONCE),
      perLimitedLane: Math.min(free, CLAIMED_AT_ONCE),
      bytes,
      limits,
      except,
    }
  }

  /**
   * Waiting rows that only lack their turn. Those that wait for their own consumer to answer do not count: however many
   * consumers hang, the lanes of the others are claimed.
   */
  #startable(): number {
    let rows = 0
    for (const slot of this.slots.values()) {
      if (slot.waiting.length > 0) rows += Math.min(slot.waiting.length, Math.max(0, this.#most(slot) - slot.inFlight))
    }
    return rows
  }

  #roomFor(slot: ConsumerSlot, free: number): number {
    return Math.min(slot.room(), Math.max(1, Math.floor(free * SOCKET_SHARE)), this.#options.maxHeld - slot.held)
  }

  #noteFull(slot: ConsumerSlot, full: boolean, now: number): void {
    if (!full) slot.fullSince = null
    else if (slot.fullSince === null) slot.fullSince = now
    else if (now - slot.fullSince > FULL_FOR_MS) slot.backlogged = true
  }

  #mayStart(slot: ConsumerSlot): boolean {
    return slot.inFlight < this.#most(slot)
  }

  /** Attempts that a consumer may have under way now. */
  #most(slot: ConsumerSlot): number {
    return Math.min(slot.window, Math.max(1, Math.floor((this.#options.maxSockets - this.inFlight) * SOCKET_SHARE)))
  }

  #forgetRow(delivery: LeasedDelivery, slot: ConsumerSlot): void {
    this.inFlight--
    slot.inFlight--
    slot.bytes -= delivery.size
    this.bytes -= delivery.size
  }

  #list(slot: ConsumerSlot): void {
    if (slot.listed || slot.waiting.length === 0) return
    if (slot.inFlight > 0 && !this.#mayStart(slot)) return
    slot.listed = true
    this.#ring.push(slot)
  }
}

function defaultRoom(slot: ConsumerSlot): number {
  return slot.limited ? CLAIMED_AT_ONCE : 2 * CLAIMED_AT_ONCE
}
