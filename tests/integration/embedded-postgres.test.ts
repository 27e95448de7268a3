import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { claimFolder, startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'

const folders: string[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(folders.splice(0).map((folder) => fs.rm(folder, { recursive: true, force: true })))
})

async function temporaryFolder(mode: number) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-embedded-'))
  folders.push(folder)
  await fs.chmod(folder, mode)
  return folder
}

test('who may read files as the database server finds no secret of Posthorn in its environment', async () => {
  vi.stubEnv('POSTHORN_SECRET', 'a-secret-that-only-posthorn-knows')
  const server = await startEmbeddedPostgres({ dir: await temporaryFolder(0o755), durable: false })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query('select pg_read_binary_file($1) as environment', [`/proc/${server.pid}/environ`])
  await client.end()
  await server.stop()
  const environment = String(rows[0].environment)
  expect(environment).toContain('PATH=')
  expect(environment).not.toContain('POSTHORN')
})

test('a folder in which others may write is no place for the database', async () => {
  const folder = await temporaryFolder(0o777)
  expect(() => claimFolder(folder)).toThrow(`${folder}, where Postgres is to live, belongs to others`)
  await fs.chmod(folder, 0o755)
  expect(claimFolder(folder)).toBe(folder)
})
