import { expect, test } from 'vitest'
import { runKills, type Victim } from '../support/kills.ts'

const twenty = Array.from({ length: 20 }, (): Victim => 'worker')

test('a worker killed twenty times and a database that crashes three times lose nothing that was accepted', async () => {
  const figures = await runKills([
    ...twenty.flatMap((victim, n): Victim[] => (n % 7 === 6 ? [victim, 'Postgres'] : [victim])),
    'Postgres',
  ])
  console.log(figures)
  expect(figures.accepted).toBeGreaterThan(1_000)
  expect(figures).toMatchObject({ unfinished: 0, unseen: 0, renamed: 0 })
  expect(figures.duplicates).toBeLessThanOrEqual(figures.inFlight)
  expect(figures.unrecorded).toBeLessThanOrEqual(figures.inFlight)
}, 1_200_000)
