import { expect, test } from 'vitest'
import { createOwnServer } from '#tests/support/own-server.ts'
import { LIMIT, runCrowd } from './support/crowd.ts'

const database = await createOwnServer({ durable: true })

// How long the others wait is measured by `npm run chaos`: beside a test run the machine is not the program's.
test('of a thousand consumers 300 hang, 50 reset, 50 fail and 20 are limited, and nothing is lost, refused or sent too fast', async () => {
  const figures = await runCrowd(database, { seconds: 10, timeoutMs: 4_000 })
  expect(figures).toMatchObject({ refused: {}, othersMissed: 0, missing: 0 })
  expect(figures.limitedMostIn10s).toBeLessThanOrEqual(LIMIT * 10 * 1.05)
  expect(figures.timeouts).toBeGreaterThan(300)
  expect(figures.peakMemory).toBeLessThan(500)
})
