import { expect, test } from 'vitest'
import { lockOutSeconds } from '#lib/domain/people/lock-out.ts'

test('four wrong passwords cost nothing, the fifth a minute, and each further one doubles the wait up to an hour', () => {
  expect([0, 1, 4].map(lockOutSeconds)).toEqual([0, 0, 0])
  expect([5, 6, 7, 8].map(lockOutSeconds)).toEqual([60, 120, 240, 480])
  expect([11, 12, 400].map(lockOutSeconds)).toEqual([3600, 3600, 3600])
})
