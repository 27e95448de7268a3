import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the run's server, pointing at its `postgres` database. */
    postgresUrl: string
  }
}

/** One server for the whole run, with a migrated template that `createDatabase()` copies for each test file. */
export default async function setUp(project: TestProject) {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-test-'))
  await fs.chmod(dir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  const server = await startEmbeddedPostgres({ dir, database: 'posthorn_template', durable: false })
  await migrate(server.url)
  const url = new URL(server.url)
  url.pathname = '/postgres'
  project.provide('postgresUrl', url.href)
  return async () => {
    await server.stop()
    await fs.rm(dir, { recursive: true, force: true })
  }
}
