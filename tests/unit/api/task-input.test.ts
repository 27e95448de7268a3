import { expect, it } from 'vitest'
import { replayIn } from '#lib/api/svix/task.ts'

it.each([2_147_483_648, -1, 0.5])(
  'a replay is not expected to come to %d messages, which no column holds',
  (expected) => {
    const since = '2026-11-24T09:00:00Z'
    expect(replayIn.safeParse({ since, expected }).success).toBe(false)
    expect(replayIn.safeParse({ since, expected: 2_147_483_647 }).success).toBe(true)
  },
)
