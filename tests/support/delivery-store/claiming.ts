import { expect, it } from 'vitest'
import { buildClaimRequest, buildSettlement } from '../delivery-factories.ts'
import { claimOne, type StoreHarness, spill } from './harness.ts'

export function claiming(the: () => StoreHarness): void {
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
