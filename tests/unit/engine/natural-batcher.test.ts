import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { NaturalBatcher } from '#lib/engine/natural-batcher.ts'

/** A batcher whose batches end when the test says so. */
function heldBatcher(minBeside: number) {
  const batches: number[] = []
  const ends: (() => void)[] = []
  const batcher = new NaturalBatcher<number>({
    run: (batch) => {
      batches.push(batch.length)
      return new Promise((resolve) => ends.push(resolve))
    },
    maxInFlight: 3,
    maxBatch: 100,
    minBeside,
  })
  const add = async (count: number) => {
    for (let n = 0; n < count; n++) batcher.add(n)
    await turn()
  }
  return { batcher, batches, ends, add }
}

test('an idle batcher sends a single item at once', async () => {
  const { batches, add } = heldBatcher(4)
  await add(1)
  expect(batches).toEqual([1])
})

test('beside batches under way the next starts when it is worth a statement, and the more there are the larger', async () => {
  const { batches, add } = heldBatcher(4)
  await add(1)
  await add(3)
  expect(batches).toEqual([1])
  await add(1)
  expect(batches).toEqual([1, 4])
  await add(7)
  expect(batches).toEqual([1, 4])
  await add(1)
  expect(batches).toEqual([1, 4, 8])
})

test('what was too little to start beside others starts when they end', async () => {
  const { batcher, batches, ends, add } = heldBatcher(4)
  await add(1)
  await add(2)
  ends[0]?.()
  await turn()
  await turn()
  expect(batches).toEqual([1, 2])
  ends[1]?.()
  await batcher.idle()
  expect(batcher.waiting).toBe(0)
})
