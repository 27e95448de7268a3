import { expect, it } from 'vitest'
import { buildClaimRequest, buildSettlement } from '../delivery-factories.ts'
import { claimOne, idsOf, lease, type StoreHarness, spill } from './harness.ts'

export function handTries(the: () => StoreHarness): void {
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

  it('rule 7, order of service: a manual try whose worker died comes first again once its lease has ended', async () => {
    const consumer = await the().addLane()
    await spill(the(), { consumers: [consumer] })
    const id = await spill(the(), { consumers: [consumer] })
    await the().resend(id, consumer)
    await the().store.claim(buildClaimRequest({ perLane: 1 }))
    await the().advance(61_000)
    await the().store.sweep()
    expect(idsOf((await the().store.claim(buildClaimRequest({ perLane: 1 }))).deliveries)).toEqual([id])
  })

  it('rule 9, paused: a manual try whose worker died is made again although the consumer is paused', async () => {
    const consumer = await the().addLane({ paused: true })
    const id = await spill(the(), { consumers: [consumer] })
    await the().resend(id, consumer)
    await claimOne(the())
    await the().store.sweep()
    expect((await the().store.claim(buildClaimRequest())).deliveries).toEqual([])
    await the().advance(61_000)
    expect(await the().store.sweep()).toBe(1)
    expect(await claimOne(the())).toMatchObject({ messageId: id, trigger: 'manual' })
  })
}
