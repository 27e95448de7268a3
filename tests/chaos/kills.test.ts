import { expect, test } from 'vitest'
import { runKills } from './support/kills.ts'

test('a worker killed under load, a database that crashes and a worker killed once more lose nothing that was accepted', async () => {
  const figures = await runKills(['worker', 'Postgres', 'worker'])
  expect(figures.accepted).toBeGreaterThan(300)
  expect(figures.inFlight).toBeGreaterThan(0)
  expect(figures).toMatchObject({ unfinished: 0, unseen: 0, renamed: 0 })
  expect(figures.duplicates).toBeLessThanOrEqual(figures.inFlight)
  expect(figures.unrecorded).toBeLessThanOrEqual(figures.inFlight)
}, 120_000)
