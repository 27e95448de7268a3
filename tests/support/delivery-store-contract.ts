import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveryStore, LeasedDelivery, Publication, Trigger, Uuid } from '#lib/engine/index.ts'
import { buildClaimRequest, buildPublication, buildSettlement } from './delivery-factories.ts'

export interface StoredRow {
  readonly dueInMs: number
  readonly step: number
  readonly trigger: Trigger
  /** Null: no schedule to resume. */
  readonly resumeInMs: number | null
}

/** What the contract needs beside the port: one instance whose consumers are only those it adds. */
export interface StoreHarness {
  readonly store: DeliveryStore
  readonly instanceKey: number
  addLane(settings?: { rate?: number; paused?: boolean }): Promise<number>
  /** Replaces rate and pause of a lane, and wakes it as the domain does. */
  setLane(consumer: number, settings: { rate?: number; paused?: boolean }): Promise<void>
  setInstanceRate(rate: number): Promise<void>
  configVersion(): Promise<number>
  bumpConfigVersion(): Promise<void>
  hasMessage(messageId: Uuid): Promise<boolean>
  row(messageId: Uuid, consumer: number): Promise<StoredRow | null>
  attemptIds(messageId: Uuid, consumer: number): Promise<readonly Uuid[]>
  /** A try by hand, as the domain queues it. */
  resend(messageId: Uuid, consumer: number): Promise<void>
  expunge(messageId: Uuid): Promise<void>
  /** Sets the lane's hint to never. */
  loseHint(consumer: number): Promise<void>
  /** Lets time pass, or moves every stored time into the past by as much (tokens of leases change with it). */
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

const never = () => false
const always = () => true

/** What every delivery store has to do, whatever it keeps its rows in. */
export function describeDeliveryStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(`delivery store: ${name}`, () => {
    let harness: StoreHarness
    beforeEach(async () => {
      harness = await open()
    })
    afterEach(() => harness.close())

    publishing(() => harness)
    claiming(() => harness)
    order(() => harness)
    limiting(() => harness)
    settling(() => harness)
    handTries(() => harness)
  })
}

async function compose(harness: StoreHarness, over: Parameters<typeof buildPublication>[0] = {}): Promise<Publication> {
  const message = { instanceKey: harness.instanceKey, ...over.message }
  return buildPublication({ configVersion: await harness.configVersion(), ...over, message })
}

/** Stores a message whose rows wait in their lanes. */
async function spill(harness: StoreHarness, over: Parameters<typeof buildPublication>[0]): Promise<Uuid> {
  const publication = await compose(harness, over)
  const [outcome] = await harness.store.publish([publication], never)
  expect(outcome?.kind).toBe('stored')
  return publication.message.id
}

/** Stores a message and returns its one leased row. */
async function lease(harness: StoreHarness, consumer: number): Promise<LeasedDelivery> {
  const [outcome] = await harness.store.publish([await compose(harness, { consumers: [consumer] })], always)
  const delivery = outcome?.kind === 'stored' ? outcome.leased[0] : undefined
  if (delivery === undefined) throw new Error('nothing was handed over')
  return delivery
}

async function claimOne(harness: StoreHarness): Promise<LeasedDelivery> {
  const { deliveries } = await harness.store.claim(buildClaimRequest())
  const [delivery] = deliveries
  if (delivery === undefined || deliveries.length > 1) throw new Error(`${deliveries.length} rows were claimed`)
  return delivery
}

const idsOf = (deliveries: readonly LeasedDelivery[]) => deliveries.map((delivery) => delivery.messageId)

function publishing(the: () => StoreHarness): void {
  it('hands accepted rows over already leased, so that no claim sees them before the lease ends', async () => {
    const consumer = await the().addLane()
    const delivery = await lease(the(), consumer)
    expect(delivery).toMatchObject({ consumerKey: consumer, step: 0, trigger: 'scheduled', resumeAt: null, hop: 0 })
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    await the().advance(61_000)
    await the().store.sweep()
    expect((await claimOne(the())).messageId).toBe(delivery.messageId)
  })

  it('leaves rows that are not handed over due now in their lane', async () => {
    const consumer = await the().addLane()
    const tagged = { tags: ['region:us'], tagOrigins: [0], hop: 2 }
    const id = await spill(the(), { consumers: [consumer], message: tagged })
    expect(await claimOne(the())).toMatchObject({
      messageId: id,
      tags: ['region:us'],
      hop: 2,
      eventType: 'invoice.paid',
    })
  })

  it('asks for each row whether it is handed over, with the bytes of its body', async () => {
    const [one, two] = [await the().addLane(), await the().addLane()]
    const asked: [number, number][] = []
    const publication = await compose(the(), { consumers: [one, two] })
    const [outcome] = await the().store.publish([publication], (consumer, size) => {
      asked.push([consumer, size])
      return consumer === two
    })
    expect(asked).toEqual([one, two].map((consumer) => [consumer, publication.message.size]))
    expect(outcome?.kind === 'stored' && outcome.leased.map((row) => row.consumerKey)).toEqual([two])
    expect((await claimOne(the())).consumerKey).toBe(one)
  })

  it('does not hand over or serve a message that is scheduled for later until then', async () => {
    const consumer = await the().addLane()
    const publication = await compose(the(), { consumers: [consumer], message: { deliverAt: Date.now() + 3_600_000 } })
    const before = await the().store.publish([publication], always)
    expect(before).toEqual([{ kind: 'stored', leased: [] }])
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    await the().advance(3_700_000)
    expect((await claimOne(the())).messageId).toBe(publication.message.id)
  })

  it('answers a second message with the same key with the id of the first', async () => {
    const consumer = await the().addLane()
    const first = await spill(the(), { consumers: [consumer], dedupeKey: 'evt_7' })
    const again = await compose(the(), { consumers: [consumer], dedupeKey: 'evt_7' })
    expect(await the().store.publish([again], always)).toEqual([{ kind: 'duplicate', messageId: first }])
    expect(await the().hasMessage(again.message.id)).toBe(false)
    expect(await the().row(again.message.id, consumer)).toBeNull()
  })

  it('stores one of two messages with the same key in one batch', async () => {
    const batch = [await compose(the(), { dedupeKey: 'twin' }), await compose(the(), { dedupeKey: 'twin' })]
    const outcomes = await the().store.publish(batch, never)
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['duplicate', 'stored'])
  })

  it('is not harmed by a batch that is sent again because its outcome was unknown', async () => {
    const consumer = await the().addLane()
    const publication = await compose(the(), { consumers: [consumer], dedupeKey: 'again' })
    await the().store.publish([publication], never)
    const [outcome] = await the().store.publish([publication], never)
    expect(outcome?.kind).toBe('stored')
    expect((await the().store.claim(buildClaimRequest())).deliveries).toHaveLength(1)
  })

  it('rule 6, bytes: messages to more consumers than one statement holds are stored whole, leased and waiting rows alike', async () => {
    const lanes: number[] = []
    for (let n = 0; n < 13; n++) lanes.push(await the().addLane())
    const stale = await compose(the(), { consumers: lanes })
    await the().bumpConfigVersion()
    const batch = [stale, await compose(the(), { consumers: lanes }), await compose(the(), { consumers: lanes })]
    const mine = (consumer: number) => consumer % 2 === 0
    const outcomes = await the().store.publish(batch, mine)
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stale', 'stored', 'stored'])
    const leased = outcomes.flatMap((outcome) => (outcome.kind === 'stored' ? outcome.leased : []))
    expect(leased.map((row) => row.consumerKey)).toEqual([...lanes.filter(mine), ...lanes.filter(mine)])
    expect(new Set(leased.map((row) => row.lease)).size).toBe(1)
    const { deliveries } = await the().store.claim(buildClaimRequest())
    expect(deliveries.filter((row) => !mine(row.consumerKey))).toHaveLength(
      2 * lanes.filter((key) => !mine(key)).length,
    )
    expect(deliveries.some((row) => mine(row.consumerKey))).toBe(false)
    await the().store.settle(leased.map((row) => buildSettlement(row, { kind: 'exhausted' })))
    for (const { messageId, consumerKey } of leased) expect(await the().row(messageId, consumerKey)).toBeNull()
    for (const consumer of lanes) expect(await the().row(stale.message.id, consumer)).toBeNull()
  })

  it('rule 8, fan-out is never stale: a stale configuration stores neither message nor row nor key', async () => {
    const consumer = await the().addLane()
    const stale = await compose(the(), { consumers: [consumer], dedupeKey: 'fresh' })
    await the().bumpConfigVersion()
    const current = await compose(the(), { consumers: [consumer] })
    const outcomes = await the().store.publish([stale, current], never)
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['stale', 'stored'])
    expect(await the().hasMessage(stale.message.id)).toBe(false)
    expect(await the().row(stale.message.id, consumer)).toBeNull()
    const matchedAgain = { ...stale, configVersion: await the().configVersion() }
    expect((await the().store.publish([matchedAgain], never))[0]?.kind).toBe('stored')
  })
}

function claiming(the: () => StoreHarness): void {
  it('rule 5, isolation: takes a share of every due lane, however long one of them is', async () => {
    const [long, short] = [await the().addLane(), await the().addLane()]
    for (let n = 0; n < 12; n++) await spill(the(), { consumers: [long] })
    for (let n = 0; n < 2; n++) await spill(the(), { consumers: [short] })
    const { deliveries } = await the().store.claim(buildClaimRequest({ perLane: 5 }))
    expect(deliveries.filter((row) => row.consumerKey === long)).toHaveLength(5)
    expect(deliveries.filter((row) => row.consumerKey === short)).toHaveLength(2)
  })

  it('rule 5, isolation: serves lanes in turn when it may look at one at a time', async () => {
    const [one, two] = [await the().addLane(), await the().addLane()]
    for (let n = 0; n < 3; n++) await spill(the(), { consumers: [one, two] })
    const first = await the().store.claim(buildClaimRequest({ lanes: 1, perLane: 1 }))
    const second = await the().store.claim(buildClaimRequest({ lanes: 1, perLane: 1 }))
    const served = [...first.deliveries, ...second.deliveries].map((row) => row.consumerKey)
    expect(served.sort()).toEqual([one, two].sort())
  })

  it('rule 6, bytes: claims no more bytes than its budget, but always one row', async () => {
    const consumer = await the().addLane()
    for (let n = 0; n < 4; n++) await spill(the(), { consumers: [consumer], message: { size: 1000 } })
    const within = await the().store.claim(buildClaimRequest({ bytes: 2500 }))
    expect(within.deliveries).toHaveLength(2)
    const tight = await the().store.claim(buildClaimRequest({ bytes: 10 }))
    expect(tight.deliveries).toHaveLength(1)
  })

  it('leaves out consumers without a free slot, and keeps to the room of those it was given', async () => {
    const [full, narrow, open] = [await the().addLane(), await the().addLane(), await the().addLane()]
    for (let n = 0; n < 3; n++) await spill(the(), { consumers: [full, narrow, open] })
    const request = buildClaimRequest({ except: [full], limits: new Map([[narrow, 1]]) })
    const { deliveries } = await the().store.claim(request)
    const count = (consumer: number) => deliveries.filter((row) => row.consumerKey === consumer).length
    expect([count(full), count(narrow), count(open)]).toEqual([0, 1, 3])
  })

  it('rule 4, hand-over: says when a lane has no due row left', async () => {
    const consumer = await the().addLane()
    for (let n = 0; n < 3; n++) await spill(the(), { consumers: [consumer] })
    const partial = await the().store.claim(buildClaimRequest({ perLane: 2 }))
    expect(partial.emptied).not.toContain(consumer)
    const rest = await the().store.claim(buildClaimRequest({ perLane: 2 }))
    await the().advance(1000)
    const after = await the().store.claim(buildClaimRequest({ perLane: 2 }))
    expect(rest.deliveries).toHaveLength(1)
    expect([...rest.emptied, ...after.emptied]).toContain(consumer)
  })

  it('rule 9, disabled and paused: a pause holds what is due without using steps, and it goes on afterwards', async () => {
    const consumer = await the().addLane({ paused: true })
    const id = await spill(the(), { consumers: [consumer] })
    await the().store.sweep()
    const { deliveries, emptied } = await the().store.claim(buildClaimRequest())
    expect(deliveries).toEqual([])
    expect(emptied).not.toContain(consumer)
    await the().setLane(consumer, { paused: false })
    expect(await claimOne(the())).toMatchObject({ messageId: id, step: 0 })
  })

  it('rule 9, disabled and paused: manual and test rows pass a pause, also when they were given back or their hint was lost', async () => {
    const consumer = await the().addLane({ paused: true })
    const held = await spill(the(), { consumers: [consumer] })
    const test = await spill(the(), { consumers: [consumer], trigger: 'test' })
    const tested = await claimOne(the())
    expect(tested).toMatchObject({ messageId: test, trigger: 'test' })
    await the().store.release([tested])
    await the().store.settle([buildSettlement(await claimOne(the()), { kind: 'success' })])
    await the().resend(held, consumer)
    await the().loseHint(consumer)
    expect(await the().store.sweep()).toBe(1)
    const manual = await claimOne(the())
    expect(manual).toMatchObject({ messageId: held, trigger: 'manual', step: 0 })
    if (manual.resumeAt === null) throw new Error('the schedule was forgotten')
    await the().store.settle([buildSettlement(manual, { kind: 'resume', dueAt: manual.resumeAt })])
    await the().store.sweep()
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    await the().setLane(consumer, { paused: false })
    expect(await claimOne(the())).toMatchObject({ messageId: held, trigger: 'scheduled' })
  })

  it('finds the rows of a lane whose hint was lost by sweeping', async () => {
    const consumer = await the().addLane()
    await spill(the(), { consumers: [consumer] })
    await the().loseHint(consumer)
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    expect(await the().store.sweep()).toBe(1)
    expect((await claimOne(the())).consumerKey).toBe(consumer)
  })

  it('hands out an expunged message without its body', async () => {
    const consumer = await the().addLane()
    const id = await spill(the(), { consumers: [consumer] })
    await the().expunge(id)
    expect((await claimOne(the())).body).toBeNull()
  })

  it('rule 2, fencing: rows that were not started go back due at once, with no step used', async () => {
    const consumer = await the().addLane()
    const id = await spill(the(), { consumers: [consumer] })
    const claimed = await claimOne(the())
    await the().store.release([claimed])
    const again = await claimOne(the())
    expect(again).toMatchObject({ messageId: id, step: 0 })
    expect(again.lease).not.toBe(claimed.lease)
    await the().store.release([claimed])
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
  })
}

function order(the: () => StoreHarness): void {
  async function serve(count: number): Promise<Uuid[]> {
    const served: Uuid[] = []
    for (let n = 0; n < count; n++) {
      served.push(...idsOf((await the().store.claim(buildClaimRequest({ perLane: 1 }))).deliveries))
    }
    return served
  }

  it('rule 7, order of service: serves what is due longest first', async () => {
    const consumer = await the().addLane()
    const ids: Uuid[] = []
    for (let n = 0; n < 4; n++) ids.push(await spill(the(), { consumers: [consumer] }))
    expect(await serve(4)).toEqual(ids)
  })

  it('rule 7, order of service: serves manual and test rows before everything else in their lane', async () => {
    const consumer = await the().addLane()
    const resent = await spill(the(), { consumers: [consumer] })
    await the().store.settle([buildSettlement(await claimOne(the()), { kind: 'success' })])
    const waiting = await spill(the(), { consumers: [consumer] })
    const test = await spill(the(), { consumers: [consumer], trigger: 'test' })
    await the().resend(resent, consumer)
    const served = await serve(3)
    expect(served.slice(0, 2).sort()).toEqual([resent, test].sort())
    expect(served[2]).toBe(waiting)
  })
}

function limiting(the: () => StoreHarness): void {
  async function fill(consumer: number, rows: number): Promise<void> {
    for (let n = 0; n < rows; n++) await spill(the(), { consumers: [consumer] })
  }
  const claimed = async () => (await the().store.claim(buildClaimRequest())).deliveries.length

  it('rule 10, rate limit: an idle consumer may burst by about a fifth of a second of its rate and no more', async () => {
    const consumer = await the().addLane({ rate: 10 })
    await fill(consumer, 12)
    await the().advance(60_000)
    expect(await claimed()).toBe(2)
  })

  it('rule 10, rate limit: one row passes for each token that time brings', async () => {
    const consumer = await the().addLane({ rate: 1 })
    await fill(consumer, 5)
    await the().advance(10_000)
    expect(await claimed()).toBe(1)
    expect(await claimed()).toBe(0)
    await the().advance(1000)
    expect(await claimed()).toBe(1)
  })

  it('rule 10, rate limit: takes from a limited lane only what can start at once', async () => {
    const consumer = await the().addLane({ rate: 100 })
    await fill(consumer, 8)
    await the().advance(10_000)
    const { deliveries } = await the().store.claim(buildClaimRequest({ perLimitedLane: 3 }))
    expect(deliveries).toHaveLength(3)
  })

  it('rule 10, rate limit: the rate of the instance holds over all its consumers', async () => {
    const lanes = [await the().addLane(), await the().addLane()]
    await the().setInstanceRate(8)
    for (const consumer of lanes) await fill(consumer, 4)
    await the().advance(10_000)
    expect(await claimed()).toBe(2)
  })

  it('rule 10, rate limit: consumers that share the rate of their instance take turns', async () => {
    const lanes = [await the().addLane(), await the().addLane(), await the().addLane()]
    await the().setInstanceRate(2)
    for (const consumer of lanes) await fill(consumer, 4)
    const served: number[] = []
    for (let n = 0; n < 6; n++) {
      await the().advance(1000)
      served.push(...(await the().store.claim(buildClaimRequest())).deliveries.map((row) => row.consumerKey))
    }
    expect(served).toHaveLength(6)
    expect(lanes.map((lane) => served.filter((consumer) => consumer === lane).length)).toEqual([2, 2, 2])
  })
}

function settling(the: () => StoreHarness): void {
  it('a success ends the delivery and keeps its attempt', async () => {
    const consumer = await the().addLane()
    const delivery = await lease(the(), consumer)
    const settlement = buildSettlement(delivery, { kind: 'success' })
    await the().store.settle([settlement])
    expect(await the().row(delivery.messageId, consumer)).toBeNull()
    expect(await the().attemptIds(delivery.messageId, consumer)).toEqual([settlement.record?.attemptId])
  })

  it('a failure with steps left is due again after its wait', async () => {
    const consumer = await the().addLane()
    const delivery = await lease(the(), consumer)
    await the().store.settle([buildSettlement(delivery, { kind: 'retry', afterMs: 300_000, step: 1 })])
    const row = await the().row(delivery.messageId, consumer)
    expect(row).toMatchObject({ step: 1, trigger: 'scheduled' })
    expect(row?.dueInMs).toBeGreaterThan(290_000)
    expect(row?.dueInMs).toBeLessThanOrEqual(300_000)
    await the().advance(301_000)
    await the().store.sweep()
    expect(await claimOne(the())).toMatchObject({ messageId: delivery.messageId, step: 1 })
  })

  it('the last failure and a cancelled delivery leave no row', async () => {
    const consumer = await the().addLane()
    const [failed, cancelled] = [await lease(the(), consumer), await lease(the(), consumer)]
    await the().store.settle([
      buildSettlement(failed, { kind: 'exhausted' }),
      buildSettlement(cancelled, { kind: 'cancelled' }),
    ])
    for (const { messageId } of [failed, cancelled]) {
      expect(await the().row(messageId, consumer)).toBeNull()
      expect(await the().attemptIds(messageId, consumer)).toHaveLength(1)
    }
  })

  it('rule 9, disabled and paused: a step skipped while disabled is used up without an attempt', async () => {
    const consumer = await the().addLane()
    const delivery = await lease(the(), consumer)
    await the().store.settle([buildSettlement(delivery, { kind: 'skip', afterMs: 60_000, step: 1 })])
    expect(await the().row(delivery.messageId, consumer)).toMatchObject({ step: 1 })
    expect(await the().attemptIds(delivery.messageId, consumer)).toEqual([])
  })

  it('rule 8, fan-out is never stale: the row of a consumer that is gone is deleted without an attempt', async () => {
    const consumer = await the().addLane()
    const delivery = await lease(the(), consumer)
    await the().store.settle([buildSettlement(delivery, { kind: 'drop' })])
    expect(await the().row(delivery.messageId, consumer)).toBeNull()
    expect(await the().attemptIds(delivery.messageId, consumer)).toEqual([])
  })

  it('rule 2, fencing: a failure whose lease was lost changes nothing but is recorded', async () => {
    const consumer = await the().addLane()
    const lost = await lease(the(), consumer)
    await the().advance(61_000)
    await the().store.sweep()
    const ours = await claimOne(the())
    await the().store.settle([
      buildSettlement(lost, { kind: 'retry', afterMs: 5000, step: 1 }),
      buildSettlement(lost, { kind: 'exhausted' }),
    ])
    expect(await the().row(ours.messageId, consumer)).toMatchObject({ step: 0 })
    expect(await the().attemptIds(lost.messageId, consumer)).toHaveLength(2)
  })

  it('rule 2, fencing: a success ends the delivery even when its lease was lost', async () => {
    const consumer = await the().addLane()
    const lost = await lease(the(), consumer)
    await the().advance(61_000)
    await the().store.sweep()
    await claimOne(the())
    await the().store.settle([buildSettlement(lost, { kind: 'success' })])
    expect(await the().row(lost.messageId, consumer)).toBeNull()
  })

  it('rule 2, fencing: a settlement that is sent again is harmless', async () => {
    const consumer = await the().addLane()
    const [done, failed] = [await lease(the(), consumer), await lease(the(), consumer)]
    const batch = [
      buildSettlement(done, { kind: 'success' }),
      buildSettlement(failed, { kind: 'retry', afterMs: 60_000, step: 1 }),
    ]
    await the().store.settle(batch)
    const before = await the().row(failed.messageId, consumer)
    await the().store.settle(batch)
    expect(await the().attemptIds(done.messageId, consumer)).toHaveLength(1)
    expect(await the().attemptIds(failed.messageId, consumer)).toHaveLength(1)
    expect(await the().row(failed.messageId, consumer)).toMatchObject({ step: before?.step })
  })
}

function handTries(the: () => StoreHarness): void {
  it('rule 1, one row per pair: there is one row per pair, however often it is sent again', async () => {
    const consumer = await the().addLane()
    const id = await spill(the(), { consumers: [consumer] })
    await the().resend(id, consumer)
    await the().resend(id, consumer)
    expect(await claimOne(the())).toMatchObject({ messageId: id, trigger: 'manual' })
  })

  it('rule 1, one row per pair: a failed manual try goes on with the schedule that was under way, its step unused', async () => {
    const consumer = await the().addLane()
    const first = await lease(the(), consumer)
    await the().store.settle([buildSettlement(first, { kind: 'retry', afterMs: 300_000, step: 2 })])
    await the().resend(first.messageId, consumer)
    const manual = await claimOne(the())
    expect(manual).toMatchObject({ trigger: 'manual', step: 2 })
    if (manual.resumeAt === null) throw new Error('the schedule was forgotten')
    await the().store.settle([buildSettlement(manual, { kind: 'resume', dueAt: manual.resumeAt })])
    const row = await the().row(first.messageId, consumer)
    expect(row).toMatchObject({ step: 2, trigger: 'scheduled', resumeInMs: null })
    expect(row?.dueInMs).toBeGreaterThan(280_000)
  })

  it('rule 1, one row per pair: a manual try without a schedule has nothing to resume', async () => {
    const consumer = await the().addLane()
    const done = await lease(the(), consumer)
    await the().store.settle([buildSettlement(done, { kind: 'success' })])
    await the().resend(done.messageId, consumer)
    expect(await claimOne(the())).toMatchObject({ trigger: 'manual', resumeAt: null })
  })

  it('rule 1, one row per pair: a resend and a due retry of one pair are claimed as one, and the retry still follows', async () => {
    const consumer = await the().addLane()
    const first = await lease(the(), consumer)
    await the().store.settle([buildSettlement(first, { kind: 'retry', afterMs: 5000, step: 1 })])
    await the().advance(6000)
    await the().resend(first.messageId, consumer)
    const manual = await claimOne(the())
    expect(manual).toMatchObject({ trigger: 'manual', step: 1 })
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    if (manual.resumeAt === null) throw new Error('the schedule was forgotten')
    await the().store.settle([buildSettlement(manual, { kind: 'resume', dueAt: manual.resumeAt })])
    await the().advance(1000)
    expect(await claimOne(the())).toMatchObject({ messageId: first.messageId, trigger: 'scheduled', step: 1 })
  })

  it('rule 1, one row per pair: a resend while a retry is in flight leaves one row, whichever of the two ends first', async () => {
    const consumer = await the().addLane()
    for (const manualFirst of [true, false]) {
      const retry = await lease(the(), consumer)
      await the().resend(retry.messageId, consumer)
      const manual = await claimOne(the())
      expect(manual.messageId).toBe(retry.messageId)
      if (manual.resumeAt === null) throw new Error('the schedule was forgotten')
      const failed = [
        buildSettlement(retry, { kind: 'retry', afterMs: 5000, step: 1 }),
        buildSettlement(manual, { kind: 'resume', dueAt: manual.resumeAt }),
      ]
      for (const one of manualFirst ? failed.reverse() : failed) await the().store.settle([one])
      expect(await the().attemptIds(retry.messageId, consumer)).toHaveLength(2)
      expect(await the().row(retry.messageId, consumer)).toMatchObject({ trigger: 'scheduled', resumeInMs: null })
    }
  })

  it('rule 1, one row per pair: a success of either ends the delivery, and the other’s failure brings nothing back', async () => {
    const consumer = await the().addLane()
    for (const winner of ['retry', 'manual'] as const) {
      const retry = await lease(the(), consumer)
      await the().resend(retry.messageId, consumer)
      const manual = await claimOne(the())
      const [won, lost] = winner === 'retry' ? [retry, manual] : [manual, retry]
      await the().store.settle([buildSettlement(won, { kind: 'success' })])
      await the().store.settle([buildSettlement(lost, { kind: 'retry', afterMs: 5000, step: 1 })])
      expect(await the().row(retry.messageId, consumer)).toBeNull()
      expect(await the().attemptIds(retry.messageId, consumer)).toHaveLength(2)
    }
  })

  it('rule 1, one row per pair: a resend of a test that is on its way has no schedule to resume', async () => {
    const consumer = await the().addLane()
    const test = await spill(the(), { consumers: [consumer], trigger: 'test' })
    await claimOne(the())
    await the().resend(test, consumer)
    expect(await claimOne(the())).toMatchObject({ messageId: test, trigger: 'manual', resumeAt: null })
  })

  it('rule 7, order of service: a manual row that is given back keeps its place in front', async () => {
    const consumer = await the().addLane()
    await spill(the(), { consumers: [consumer] })
    const id = await spill(the(), { consumers: [consumer] })
    await the().resend(id, consumer)
    const { deliveries } = await the().store.claim(buildClaimRequest({ perLane: 1 }))
    expect(idsOf(deliveries)).toEqual([id])
    await the().store.release(deliveries)
    expect(idsOf((await the().store.claim(buildClaimRequest({ perLane: 1 }))).deliveries)).toEqual([id])
  })
}
