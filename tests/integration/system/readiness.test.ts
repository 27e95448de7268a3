import { readdirSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '#lib/domain/ids.ts'
import { LATEST_MIGRATION } from '#lib/domain/system/latest-migration.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import * as route from '../../../app/api/health/ready/route.ts'

const { pool } = await createDatabase()

async function addWorker({ seenSecondsAgo = 0, skewMs = 0 } = {}) {
  await pool.query(
    `insert into worker (id, hostname, pid, version, seen_at, skew_ms)
     values ($1, 'host', 1, '0', now() - $2 * interval '1 s', $3)`,
    [newUuid(), seenSecondsAgo, skewMs],
  )
}

const DAY_MS = 86_400_000
const READY = { ready: true, database: true, migrations: true, worker: true }

async function askRoute() {
  const { status, body } = await callRoute(route.GET)
  return { status, body }
}

beforeEach(() => pool.query('delete from worker'))

describe('readiness', () => {
  test('knows the newest migration there is', () => {
    const folders = readdirSync('prisma/migrations', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(LATEST_MIGRATION).toBe(
      folders
        .map((entry) => entry.name)
        .sort()
        .at(-1),
    )
  })

  test('is given while a worker was seen just now', async () => {
    await addWorker()
    expect(await askRoute()).toEqual({ status: 200, body: READY })
  })

  test.each([
    ['no worker was ever seen', null],
    ['the last worker was seen 11 seconds ago', { seenSecondsAgo: 11 }],
    ['rule 3, time is Postgres’s: the only worker has a clock that is two days fast', { skewMs: 2 * DAY_MS }],
    ['rule 3, time is Postgres’s: the only worker has a clock that is 6 seconds slow', { skewMs: -6000 }],
  ])('is refused when %s', async (_, worker) => {
    if (worker !== null) await addWorker(worker)
    expect(await askRoute()).toEqual({ status: 503, body: { ...READY, ready: false, worker: false } })
  })

  test('is refused while the newest migration is not applied', async () => {
    await addWorker()
    await pool.query('update _prisma_migrations set finished_at = null where migration_name = $1', [LATEST_MIGRATION])
    expect(await askRoute()).toEqual({ status: 503, body: { ...READY, ready: false, migrations: false } })
    await pool.query('update _prisma_migrations set finished_at = now() where migration_name = $1', [LATEST_MIGRATION])
  })
})
