import { expect, it } from 'vitest'
import { buildSettlement } from '../delivery-factories.ts'
import { claimOne, lease, type StoreHarness } from './harness.ts'

export function settling(the: () => StoreHarness): void {
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
