import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

/** A database of one test file's own: all migrations applied, no rows. */
export type TestDatabase = { url: string; pool: pg.Pool }

/**
 * Copies the migrated template for the calling test file, points `env().DATABASE_URL` at the copy, and drops it
 * after the file's last test. Call it once, at the top of the file, before anything reads the environment.
 */
export async function createDatabase({ poolSize = 5 }: { poolSize?: number } = {}): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOn(server, `create database ${name} template posthorn_template`)
  const url = new URL(server)
  url.pathname = `/${name}`
  process.env.DATABASE_URL = url.href
  const pool = new pg.Pool({ connectionString: url.href, max: poolSize })
  pool.on('error', () => {}) // A connection that the drop below ends is not an error of the test.
  afterAll(async () => {
    await pool.end()
    await runOn(server, `drop database if exists ${name} with (force)`)
  })
  return { url: url.href, pool }
}

/** An empty database on the test server, for tests of the migrations themselves. Dropped after the file. */
export async function createEmptyDatabase(): Promise<string> {
  const server = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOn(server, `create database ${name} template template0`)
  afterAll(() => runOn(server, `drop database if exists ${name} with (force)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function runOn(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
