import { afterAll, expect, test } from 'vitest'
import { createHotPool } from '#lib/db/pg-pool.ts'
import { CLAIM } from '#lib/worker/sql/claim.ts'
import { FIND_ATTEMPTS, SETTLE, SETTLE_FIRST } from '#lib/worker/sql/settle.ts'
import { createDatabase } from '#tests/support/database.ts'

const { url, pool } = await createDatabase()
const hot = createHotPool(url, 1)
afterAll(() => hot.end())

/** The indexes by which a hot statement reads a table, whatever its parameters are. */
async function indexesOf(statement: string, table: RegExp): Promise<string[]> {
  const { rows } = await hot.query<{ 'QUERY PLAN': string }>(`explain (generic_plan, costs off) ${statement}`)
  const scans = rows.map((row) => /Scan using (\S+) on (\S+)/.exec(row['QUERY PLAN']))
  const used = scans.flatMap((scan) => (scan?.[1] !== undefined && table.test(scan[2] ?? '') ? [scan[1]] : []))
  return [...new Set(used)]
}

// Postgres counts a table now and then, and keeps a plan until it does so again: rows may come by the thousand meanwhile.
await pool.query('truncate queue, message, attempt')
await pool.query('analyze')

test.each([
  ['settles', SETTLE],
  ['settles first attempts', SETTLE_FIRST],
])(
  'a statement that %s finds queue rows by their key, though the queue was empty when it was counted',
  async (_, sql) => {
    expect(await indexesOf(sql, /^queue$/)).toEqual(['queue_pkey'])
  },
)

test.each([
  ['looks for attempts', FIND_ATTEMPTS],
  ['numbers attempts', SETTLE],
])('a statement that %s reads them by their key, though the day was empty when it was counted', async (_, sql) => {
  const used = await indexesOf(sql, /^attempt_/)
  expect(used.length).toBeGreaterThan(0)
  expect(used.filter((index) => !index.endsWith('_pkey'))).toEqual([])
})

test('a claim reads bodies by the id of their message, though the day was empty when it was counted', async () => {
  const used = await indexesOf(CLAIM, /^message_/)
  expect(used.length).toBeGreaterThan(0)
  expect(used.filter((index) => !index.endsWith('_pkey'))).toEqual([])
})
