import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'
import type { TestDatabase } from './database.ts'

/**
 * A migrated database on a server of the test file's own. For what depends on the whole server: `pg_snapshot_xmin`
 * sees the open transactions of every database, so other files' tests would hold it back. `durable`: with fsync.
 */
export async function createOwnServer({ durable = false } = {}): Promise<TestDatabase> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-own-'))
  await fs.chmod(dir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  const server = await startEmbeddedPostgres({ dir, durable })
  process.env.DATABASE_URL = server.url // Before anything reads the environment: it is parsed once.
  await migrate(server.url)
  const pool = new pg.Pool({ connectionString: server.url, max: 5 })
  pool.on('error', () => {}) // A connection that the stop below ends is not an error of the test.
  afterAll(async () => {
    await pool.end()
    await server.stop()
    await fs.rm(dir, { recursive: true, force: true })
  })
  return { url: server.url, pool }
}
