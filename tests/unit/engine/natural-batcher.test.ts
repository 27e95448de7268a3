import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { NaturalBatcher } from '#lib/engine/natural-batcher.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'

/** A batcher whose batches end when the test says so: four items are worth a batch, or one that waited for 20 ms. */
function heldBatcher({ whenIdle = false, maxInFlight = 3 } = {}) {
  const clock = new FakeClock()
  const batches: number[] = []
  const ends: (() => void)[] = []
  const batcher = new NaturalBatcher<number>({
    run: (batch) => {
      batches.push(batch.length)
      return new Promise((resolve) => ends.push(resolve))
    },
    maxInFlight,
    maxBatch: 100,
    worth: { items: 4, ms: 20, whenIdle, clock },
  })
  const add = async (count: number) => {
    for (let n = 0; n < count; n++) batcher.add(n)
    await turn()
  }
  const pass = async (ms: number) => {
    clock.advance(ms)
    await turn()
  }
  return { batcher, batches, ends, add, pass }
}

test('an idle batcher sends a single item at once', async () => {
  const { batches, add } = heldBatcher()
  await add(1)
  expect(batches).toEqual([1])
})

test('beside a batch under way the next starts when it is worth a statement', async () => {
  const { batches, add } = heldBatcher()
  await add(1)
  await add(3)
  expect(batches).toEqual([1])
  await add(1)
  expect(batches).toEqual([1, 4])
})

test('a slow batch holds a single item back for a moment only', async () => {
  const { batches, add, pass } = heldBatcher()
  await add(1)
  await add(1)
  await pass(19)
  expect(batches).toEqual([1])
  await pass(1)
  expect(batches).toEqual([1, 1])
})

test('never more batches are under way than allowed, however long items wait', async () => {
  const { batches, ends, add, pass } = heldBatcher({ maxInFlight: 1 })
  await add(1)
  await add(5)
  await pass(1_000)
  expect(batches).toEqual([1])
  ends[0]?.()
  await turn()
  await turn()
  expect(batches).toEqual([1, 5])
})

test('what was too little to start beside others starts when they end', async () => {
  const { batcher, batches, ends, add } = heldBatcher()
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

test('a batcher that gathers waits for more even when idle, and hurries when it is asked to come to an end', async () => {
  const { batcher, batches, ends, add, pass } = heldBatcher({ whenIdle: true })
  await add(1)
  expect(batches).toEqual([])
  await pass(20)
  expect(batches).toEqual([1])
  await add(4)
  expect(batches).toEqual([1, 4])
  await add(1)
  const idle = batcher.idle()
  await turn()
  expect(batches).toEqual([1, 4, 1])
  for (const end of ends) end()
  await idle
  expect(batcher.waiting).toBe(0)
})
