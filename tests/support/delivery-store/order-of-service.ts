import { expect, it } from 'vitest'
import type { Uuid } from '#lib/engine/index.ts'
import { buildClaimRequest, buildSettlement } from '../delivery-factories.ts'
import { claimOne, idsOf, type StoreHarness, spill } from './harness.ts'

export function order(the: () => StoreHarness): void {
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
