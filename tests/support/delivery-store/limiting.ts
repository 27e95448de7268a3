import { expect, it } from 'vitest'
import { buildClaimRequest } from '../delivery-factories.ts'
import { type StoreHarness, spill } from './harness.ts'

export function limiting(the: () => StoreHarness): void {
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
