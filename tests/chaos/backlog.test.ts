import { expect, test } from 'vitest'
import { createOwnServer } from '#tests/support/own-server.ts'
import { MOST_AT_ONCE, runBacklog } from './support/backlog.ts'

const database = await createOwnServer({ durable: true })

test('what a consumer cannot take reaches it in order', async () => {
  const figures = await runBacklog(database, 6)
  expect(figures.backlog).toBeGreaterThan(300)
  expect(figures).toMatchObject({ missing: 0, doubled: 0 })
  expect(figures.outOfOrder).toBeLessThanOrEqual(MOST_AT_ONCE)
})
