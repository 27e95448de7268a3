import { expect, test } from 'vitest'
import { createOwnServer } from '#tests/support/own-server.ts'
import { MOST_AT_ONCE, runBacklog } from '../support/backlog.ts'

const database = await createOwnServer({ durable: true })

test('what a consumer cannot take for a minute reaches it in order, and delays nobody else', async () => {
  const figures = await runBacklog(database, 60)
  console.log(figures)
  expect(figures.backlog).toBeGreaterThan(5_000)
  expect(figures).toMatchObject({ missing: 0, doubled: 0 })
  expect(figures.outOfOrder).toBeLessThanOrEqual(MOST_AT_ONCE)
  expect(figures.besideMs.p99).toBeLessThan(250)
})
