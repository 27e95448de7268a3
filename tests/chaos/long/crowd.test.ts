import { expect, test } from 'vitest'
import { createOwnServer } from '#tests/support/own-server.ts'
import { LIMIT, runCrowd } from '../support/crowd.ts'

const database = await createOwnServer({ durable: true })
const SECONDS = 60

test('of a thousand consumers 300 hang, 50 reset, 50 fail and 20 are limited for a minute, and the others and the publishers do not notice', async () => {
  const figures = await runCrowd(database, { seconds: SECONDS, timeoutMs: 15_000 })
  console.log(figures)
  expect(figures).toMatchObject({ refused: {}, othersMissed: 0, missing: 0 })
  expect(figures.crowd.p99).toBeLessThan(250)
  expect(figures.crowd.slowestPublisher).toBeLessThan(1_000)
  expect(figures.limitedMostIn10s).toBeLessThanOrEqual(LIMIT * 10 * 1.05)
  expect(figures.limitedFewest).toBeGreaterThan(LIMIT * SECONDS * 0.9)
  expect(figures.timeouts).toBeGreaterThan(1_000)
  expect(figures.peakMemory).toBeLessThan(500)
})
