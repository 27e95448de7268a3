import { isUrgent, MemoryLane, type MemoryQueueRow, MemoryThrottle } from './memory-lane.ts'
import type { Claim, ClaimRequest, Clock, DeliveryStore } from './ports.ts'
import {
  type AttemptRecord,
  type DbMicros,
  type LeasedDelivery,
  type NewMessage,
  PRIORITY_DUE_AT,
  type Publication,
  type PublishOutcome,
  type Settlement,
  type SettlementVerdict,
  type Trigger,
  type Uuid,
} from './types.ts'

export interface MemoryStoreOptions {
  readonly clock: Clock
  /** How long a claimed or handed-over row is ours, in ms. */
  readonly leaseMs?: number
  /** How much lease must be left to start an attempt, in ms. */
  readonly startMarginMs?: number
}

/** An attempt as the memory store keeps it. */
export interface MemoryAttempt {
  readonly record: AttemptRecord
  readonly verdict: SettlementVerdict['kind']
  readonly messageId: Uuid
  readonly consumerKey: number
  readonly trigger: Trigger
}

interface Lease {
  readonly at: DbMicros
  readonly startBefore: number
}

/** Deliveries in memory: the store of tests and benches, and the plainest statement of what the port means. */
export class MemoryDeliveryStore implements DeliveryStore {
  readonly messages = new Map<Uuid, NewMessage>()
  readonly attempts = new Map<Uuid, MemoryAttempt>()
  readonly #lanes = new Map<number, MemoryLane>()
  readonly #throttles = new Map<number, MemoryThrottle>()
  readonly #configVersions = new Map<number, number>()
  readonly #dedupe = new Map<string, Uuid>()
  readonly #expunged = new Set<Uuid>()
  readonly #clock: Clock
  readonly #leaseMs: number
  readonly #startMarginMs: number
  #lastMicros = 0
  #served = 0

  constructor(options: MemoryStoreOptions) {
    this.#clock = options.clock
    this.#leaseMs = options.leaseMs ?? 60_000
    this.#startMarginMs = options.startMarginMs ?? 20_000
  }

  /** Adds a consumer's lane, or changes its limits; rows stay. */
  setLane(lane: { key: number; instanceKey: number; rate?: number | null; paused?: boolean }): void {
    const known = this.#lanes.get(lane.key)
    const rate = lane.rate ?? null
    const target = known ?? new MemoryLane(lane.key, lane.instanceKey, rate, this.#clock.database())
    if (target.throttle.rate !== rate) target.throttle = new MemoryThrottle(rate, this.#clock.database())
    if (target.paused && lane.paused !== true) target.touch(this.#now())
    target.paused = lane.paused ?? false
    this.#lanes.set(lane.key, target)
  }

  /** Deletes a consumer's lane hint as a lost touch would; only `sweep` finds its rows again. */
  loseHint(consumerKey: number): void {
    this.#lane(consumerKey).nextAt = Number.POSITIVE_INFINITY
  }

  setInstanceRate(instanceKey: number, rate: number | null): void {
    this.#throttles.set(instanceKey, new MemoryThrottle(rate, this.#clock.database()))
  }

  configVersion(instanceKey: number): number {
    return this.#configVersions.get(instanceKey) ?? 0
  }

  bumpConfigVersion(instanceKey: number): number {
    const next = this.configVersion(instanceKey) + 1
    this.#configVersions.set(instanceKey, next)
    return next
  }

  expunge(messageId: Uuid): void {
    this.#expunged.add(messageId)
  }

  row(messageId: Uuid, consumerKey: number): Readonly<MemoryQueueRow> | null {
    return this.#lanes.get(consumerKey)?.rows.get(messageId) ?? null
  }

  /** A try by hand: one row per pair, remembering where a schedule in progress goes on. */
  resend(messageId: Uuid, consumerKey: number): void {
    const lane = this.#lane(consumerKey)
    const known = lane.rows.get(messageId)
    const urgent = { messageId, consumerKey, dueAt: PRIORITY_DUE_AT, trigger: 'manual' } as const
    if (known === undefined) lane.rows.set(messageId, { ...urgent, step: 0, resumeAt: null })
    else {
      const resumeAt = isUrgent(known.trigger) ? known.resumeAt : Math.max(known.dueAt, this.#now())
      Object.assign(known, { ...urgent, resumeAt })
    }
    lane.touch(this.#now())
  }

  async publish(
    batch: readonly Publication[],
    handOver: (consumer: number, size: number) => boolean,
  ): Promise<readonly PublishOutcome[]> {
    const lease = this.#lease()
    return batch.map((publication) => this.#store(publication, handOver, lease))
  }

  async claim(request: ClaimRequest): Promise<Claim> {
    const now = this.#now()
    const lease = this.#lease()
    const except = new Set(request.except)
    const lanes = [...this.#lanes.values()]
      .filter((lane) => lane.nextAt <= now && !except.has(lane.consumerKey))
      .sort((a, b) => a.nextAt - b.nextAt || a.served - b.served)
      .slice(0, request.lanes)
    const deliveries: LeasedDelivery[] = []
    const emptied: number[] = []
    const budget = { bytes: request.bytes }
    for (const lane of lanes) {
      if (this.#walk(lane, request, { now, lease, budget, deliveries })) emptied.push(lane.consumerKey)
    }
    return { deliveries, emptied, nextInMs: this.#nextInMs(now, except) }
  }

  async settle(batch: readonly Settlement[]): Promise<void> {
    for (const { delivery, record, verdict } of batch) {
      const { messageId, consumerKey, trigger } = delivery
      if (record !== null && !this.attempts.has(record.attemptId)) {
        this.attempts.set(record.attemptId, { record, verdict: verdict.kind, messageId, consumerKey, trigger })
      }
      this.#lanes.get(consumerKey)?.apply(delivery, verdict, this.#now())
    }
  }

  async release(deliveries: readonly LeasedDelivery[]): Promise<void> {
    const now = this.#now()
    for (const delivery of deliveries) {
      const lane = this.#lanes.get(delivery.consumerKey)
      const row = lane?.rows.get(delivery.messageId)
      if (lane === undefined || row === undefined || row.dueAt !== delivery.lease) continue
      row.dueAt = isUrgent(row.trigger) ? PRIORITY_DUE_AT : now
      lane.touch(now)
    }
  }

  async sweep(): Promise<number> {
    const now = this.#now()
    let woken = 0
    for (const lane of this.#lanes.values()) {
      lane.putTriesByHandFirst(now)
      if (lane.earliest() > (lane.paused ? PRIORITY_DUE_AT : now) || lane.nextAt <= now) continue
      lane.nextAt = now
      woken++
    }
    return woken
  }

  /** Database time in µs, never the same twice: leases are tokens. */
  #now(): DbMicros {
    this.#lastMicros = Math.max(this.#lastMicros + 1, Math.floor(this.#clock.database() * 1000))
    return this.#lastMicros
  }

  #lease(): Lease {
    const startBefore = this.#clock.monotonic() + this.#leaseMs - this.#startMarginMs
    return { at: this.#now() + this.#leaseMs * 1000, startBefore }
  }

  #lane(consumerKey: number): MemoryLane {
    const lane = this.#lanes.get(consumerKey)
    if (lane === undefined) throw new Error(`consumer ${consumerKey} has no lane`)
    return lane
  }

  #store(
    publication: Publication,
    handOver: (consumer: number, size: number) => boolean,
    lease: Lease,
  ): PublishOutcome {
    const { message, dedupeKey } = publication
    if (publication.configVersion !== this.configVersion(message.instanceKey)) return { kind: 'stale' }
    const dedupeId = dedupeKey === null ? null : `${message.instanceKey} ${dedupeKey}`
    const earlier = dedupeId === null ? undefined : this.#dedupe.get(dedupeId)
    if (earlier !== undefined && earlier !== message.id) return { kind: 'duplicate', messageId: earlier }
    if (dedupeId !== null) this.#dedupe.set(dedupeId, message.id)
    if (this.messages.has(message.id)) return { kind: 'stored', leased: [] }
    this.messages.set(message.id, message)
    const leased: LeasedDelivery[] = []
    for (const consumer of publication.consumers) {
      const delivery = this.#enqueue(publication, this.#lane(consumer), handOver, lease)
      if (delivery !== null) leased.push(delivery)
    }
    return { kind: 'stored', leased }
  }

  #enqueue(
    { message, trigger }: Publication,
    lane: MemoryLane,
    handOver: (consumer: number, size: number) => boolean,
    lease: Lease,
  ): LeasedDelivery | null {
    const now = this.#now()
    const later = message.deliverAt !== null && message.deliverAt * 1000 > now
    const mine = !later && handOver(lane.consumerKey, message.size)
    const waiting = later ? (message.deliverAt ?? 0) * 1000 : isUrgent(trigger) ? PRIORITY_DUE_AT : now
    const row: MemoryQueueRow = {
      messageId: message.id,
      consumerKey: lane.consumerKey,
      dueAt: mine ? lease.at : waiting,
      step: 0,
      trigger,
      resumeAt: null,
    }
    lane.rows.set(message.id, row)
    lane.touch(mine ? lease.at : Math.max(waiting, now))
    return mine ? this.#deliveryOf(row, message, lease) : null
  }

  /** Takes what is due in one lane, of a paused one only manual and test rows; true when nothing due is left. */
  #walk(
    lane: MemoryLane,
    request: ClaimRequest,
    claim: { now: DbMicros; lease: Lease; budget: { bytes: number }; deliveries: LeasedDelivery[] },
  ): boolean {
    const nowMs = claim.now / 1000
    const instance = this.#throttles.get(lane.instanceKey)
    const byDefault = lane.throttle.rate === null ? request.perLane : request.perLimitedLane
    const wanted = request.limits.get(lane.consumerKey) ?? byDefault
    const allowed = lane.throttle.available(instance?.available(wanted, nowMs) ?? wanted, nowMs)
    const due = lane.due(lane.paused ? PRIORITY_DUE_AT : claim.now)
    let taken = 0
    for (const row of due) {
      const message = this.messages.get(row.messageId)
      if (taken >= allowed || message === undefined) break
      if (message.size > claim.budget.bytes && claim.deliveries.length > 0) break
      claim.budget.bytes -= message.size
      row.dueAt = claim.lease.at
      claim.deliveries.push(this.#deliveryOf(row, message, claim.lease))
      taken++
    }
    lane.throttle.spend(taken)
    instance?.spend(taken)
    if (taken > 0) lane.served = ++this.#served
    const wait = Math.max(lane.throttle.msUntilToken(), instance?.msUntilToken() ?? 0)
    const next = lane.paused ? Number.POSITIVE_INFINITY : lane.earliest()
    lane.nextAt = taken < due.length ? claim.now + Math.ceil(wait * 1000) : next
    return taken === due.length && !lane.paused
  }

  #deliveryOf(row: MemoryQueueRow, message: NewMessage, lease: Lease): LeasedDelivery {
    return {
      messageId: row.messageId,
      consumerKey: row.consumerKey,
      instanceKey: message.instanceKey,
      lease: lease.at,
      startBefore: lease.startBefore,
      step: row.step,
      trigger: row.trigger,
      resumeAt: row.resumeAt,
      eventType: message.eventType,
      tags: message.tags,
      body: this.#expunged.has(message.id) ? null : message.body,
      size: message.size,
      hop: message.hop,
    }
  }

  #nextInMs(now: DbMicros, except: ReadonlySet<number>): number | null {
    let next = Number.POSITIVE_INFINITY
    for (const lane of this.#lanes.values()) {
      if (!except.has(lane.consumerKey) && lane.nextAt < next) next = lane.nextAt
    }
    return next === Number.POSITIVE_INFINITY ? null : Math.max(0, (next - now) / 1000)
  }
}
