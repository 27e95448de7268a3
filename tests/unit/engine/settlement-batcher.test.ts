import { describe, expect, it } from 'vitest'
import { GroupCommit, RowError, type Settlement, SettlementBatcher } from '#lib/engine/index.ts'
import { buildDelivery, buildSettlement } from '#tests/support/delivery-factories.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { settleDown, until } from '#tests/support/until.ts'

const settlements = (count: number) =>
  Array.from({ length: count }, () => buildSettlement(buildDelivery(), { kind: 'success' }))

function setUp(settle: (batch: readonly Settlement[]) => Promise<void>) {
  const clock = new FakeClock()
  const lost: Settlement[] = []
  const onError = (_: unknown, settlement: Settlement | null) => {
    if (settlement !== null) lost.push(settlement)
  }
  return { clock, lost, batcher: new SettlementBatcher({ store: { settle }, clock, onError }) }
}

describe('settlement batcher', () => {
  it('stores what arrives together in one batch, at most 500 and two at a time', async () => {
    const sizes: number[] = []
    const open: (() => void)[] = []
    const { batcher } = setUp((batch) => {
      sizes.push(batch.length)
      return new Promise((resolve) => open.push(resolve))
    })
    for (const settlement of settlements(1300)) batcher.add(settlement)
    await settleDown()
    expect(sizes).toEqual([500, 500])
    expect(batcher.stalled).toBe(false)
    for (const resolve of open) resolve()
    await until(() => sizes.length === 3)
    open.at(-1)?.()
    await batcher.idle()
    expect(sizes).toEqual([500, 500, 300])
  })

  it('stores at most 16 MiB of bodies at once, which transformations can make large', async () => {
    const sizes: number[] = []
    const { batcher } = setUp(async (batch) => void sizes.push(batch.length))
    const requestBody = 'x'.repeat(2 * 1024 * 1024 - 1024)
    for (const settlement of settlements(20)) {
      if (settlement.record === null) throw new Error('a settlement without a record')
      batcher.add({ ...settlement, record: { ...settlement.record, requestBody } })
    }
    await batcher.idle()
    expect(sizes).toEqual([8, 8, 4])
  })

  it('rule 8, fan-out is never stale: one bad row never fails its batch, and keeps its verdict without its details', async () => {
    const all = settlements(9)
    const bad = all[4]?.record?.attemptId
    const stored: Settlement[] = []
    const { batcher, lost } = setUp(async (batch) => {
      if (batch.some(({ record }) => record?.attemptId === bad && record?.responseBody !== null)) {
        throw new RowError('bad')
      }
      stored.push(...batch)
    })
    for (const settlement of all) batcher.add(settlement)
    await batcher.idle()
    expect(stored).toHaveLength(9)
    expect(stored.find(({ record }) => record?.attemptId === bad)?.verdict).toEqual({ kind: 'success' })
    expect(lost).toEqual([])
  })

  it('reports a row that cannot be stored at all, and goes on', async () => {
    const all = settlements(3)
    const bad = all[1]?.record?.attemptId
    const { batcher, lost } = setUp(async (batch) => {
      if (batch.some(({ record }) => record?.attemptId === bad)) throw new RowError('bad')
    })
    for (const settlement of all) batcher.add(settlement)
    await batcher.idle()
    expect(lost.map(({ record }) => record?.attemptId)).toEqual([bad])
    expect(batcher.stalled).toBe(false)
  })

  it('rule 8, fan-out is never stale: sends the same ids again while the outcome is unknown, however long', async () => {
    const seen: string[][] = []
    const { batcher, clock } = setUp(async (batch) => {
      seen.push(batch.map(({ record }) => record?.attemptId ?? ''))
      if (seen.length < 8) throw new Error('connection lost')
    })
    for (const settlement of settlements(2)) batcher.add(settlement)
    for (let round = 1; round < 8; round++) {
      await until(() => seen.length === round)
      expect(batcher.stalled).toBe(true)
      await settleDown()
      clock.advance(2000)
    }
    await batcher.idle()
    expect(new Set(seen.map((ids) => ids.join())).size).toBe(1)
    expect(batcher.stalled).toBe(false)
  })
})

describe('group commit', () => {
  function open(commit: (batch: readonly number[]) => Promise<readonly string[]>) {
    const clock = new FakeClock()
    return { clock, group: new GroupCommit({ commit, bytes: (size: number) => size, clock, maxBytes: 100 }) }
  }

  it('answers each caller with its own result', async () => {
    const { group } = open(async (batch) => batch.map((n) => `#${n}`))
    expect(await Promise.all([1, 2, 3].map((n) => group.submit(n)))).toEqual(['#1', '#2', '#3'])
  })

  it('rule 6, bytes: commits at most 200 and its bytes at a time, but always one', async () => {
    const batches: number[][] = []
    const { group } = open(async (batch) => {
      batches.push([...batch])
      return batch.map(String)
    })
    await Promise.all([60, 30, 30, 500, 1].map((n) => group.submit(n)))
    expect(batches).toEqual([[60, 30], [30], [500], [1]])
    batches.length = 0
    await Promise.all(Array.from({ length: 250 }, () => group.submit(0)))
    expect(batches.map((batch) => batch.length)).toEqual([200, 50])
  })

  it('rule 8, fan-out is never stale: one bad item is refused by itself', async () => {
    const { group } = open(async (batch) => {
      if (batch.includes(3)) throw new RowError('three')
      return batch.map(String)
    })
    const results = await Promise.allSettled([1, 2, 3, 4].map((n) => group.submit(n)))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })

  it('rule 8, fan-out is never stale: sends a batch with an unknown outcome again, and gives up after five times', async () => {
    let tries = 0
    const { group, clock } = open(async () => {
      tries++
      throw new Error('connection lost')
    })
    const result = Promise.allSettled([group.submit(1)])
    for (let round = 1; round < 5; round++) {
      await until(() => tries === round)
      await settleDown()
      clock.advance(2000)
    }
    expect((await result)[0]?.status).toBe('rejected')
    expect(tries).toBe(5)
  })
})
