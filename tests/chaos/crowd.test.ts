import { expect, test } from 'vitest'
import { createOwnServer } from '#tests/support/own-server.ts'
import { LIMIT, runCrowd } from './support/crowd.ts'

const database = await createOwnServer({ durable: true })

test('of a thousand consumers 300 hang, 50 reset, 50 fail and 20 are limited, and the others and the publishers do not notice', async () => {
  const figures = await runCrowd(database, { seconds: 10, timeoutMs: 4_000 })
  expect(figures).toMatchObject({ refused: {}, othersMissed: 0, missing: 0 })
  // On a machine that is busy with something else the others wait without a crowd too: the crowd may make that five times as long.
  expect(figures.crowd.p99).toBeLessThan(Math.max(250, 5 * figures.alone.p99))
  expect(figures.crowd.slowestPublisher).toBeLessThan(Math.max(1_000, 5 * figures.alone.slowestPublisher))
  expect(figures.limitedMostIn10s).toBeLessThanOrEqual(LIMIT * 10 * 1.05)
  expect(figures.timeouts).toBeGreaterThan(300)
  expect(figures.peakMemory).toBeLessThan(500)
})
