import { expect, test } from 'vitest'
import { passThrough } from '#lib/domain/rate-limits/pass-through.ts'

test('nothing waits where every minute stays below the limit', () => {
  expect(passThrough([], 60)).toBe(0)
  expect(
    passThrough(
      [
        { minute: 1, count: 60 },
        { minute: 2, count: 59 },
      ],
      60,
    ),
  ).toBe(0)
})

test('what waits adds up over busy minutes and drains in quiet ones, also in those without any message', () => {
  const busy = [100, 100, 20].map((count, minute) => ({ minute, count }))
  expect(passThrough(busy, 60)).toBe(80)
  expect(passThrough([...busy, { minute: 10, count: 90 }], 60)).toBe(80)
  expect(passThrough([...busy, { minute: 4, count: 160 }], 60)).toBe(100)
})
