import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { migrate } from '#scripts/migrate.ts'
import { createEmptyDatabase } from '../support/database.ts'

const run = promisify(execFile)
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => fs.rm(folder, { recursive: true }))))

/** The Prisma CLI, against `url`; resolves to everything it printed and its exit code. */
async function prisma(url: string, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: url, NO_COLOR: '1' }
  try {
    const { stdout, stderr } = await run(process.execPath, ['node_modules/prisma/build/index.js', ...args], { env })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error && 'code' in error)) throw error
    return { code: Number(error.code), output: `${error.stdout}${error.message}` }
  }
}

async function migrationFolder(migrations: Record<string, string>) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-migrations-'))
  folders.push(folder)
  for (const [name, sql] of Object.entries(migrations)) {
    await fs.mkdir(path.join(folder, name))
    await fs.writeFile(path.join(folder, name, 'migration.sql'), sql)
  }
  return folder
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('the Prisma CLI finds nothing left to do after a start-up migration', async () => {
  const url = await createEmptyDatabase()
  expect(await migrate(url)).not.toEqual([])
  expect(await prisma(url, 'migrate', 'status')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Database schema is up to date'),
  })
  expect((await prisma(url, 'migrate', 'deploy')).output).toContain('No pending migrations')
})

test('a start-up migration finds nothing left to do after the Prisma CLI', async () => {
  const url = await createEmptyDatabase()
  expect((await prisma(url, 'migrate', 'deploy')).code).toBe(0)
  const warnings: string[] = []
  expect(await migrate(url, { log: (line) => warnings.push(line) })).toEqual([])
  expect(warnings).toEqual([])
})

test('the migrations and the schema files describe the same database', async () => {
  const url = await createEmptyDatabase()
  await migrate(url)
  const compare = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--exit-code']
  const result = await prisma(url, ...compare)
  expect(result.output).toContain('No difference detected')
  expect(result.code).toBe(0)
})

test('the Prisma CLI resets a database and applies every migration again', async () => {
  const url = await createEmptyDatabase()
  await migrate(url)
  await query(url, 'create table left_over (id int)')
  expect((await prisma(url, 'migrate', 'reset', '--force')).output).toContain('migration.sql')
  expect(await query(url, "select to_regclass('left_over') is null as gone")).toEqual([{ gone: true }])
  expect((await prisma(url, 'migrate', 'status')).output).toContain('Database schema is up to date')
})

test('six processes that start at once apply each migration once', async () => {
  const url = await createEmptyDatabase()
  const folder = await migrationFolder({
    '1_first': 'create table counted (id int); insert into counted values (1);',
    '2_second': 'insert into counted values (2);',
  })
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(url, { folder })))
  expect(applied.flat().sort()).toEqual(['1_first', '2_second'])
  expect(await query(url, 'select id from counted order by id')).toEqual([{ id: 1 }, { id: 2 }])
})

test('a failing migration leaves nothing behind and every later start refuses with its name', async () => {
  const url = await createEmptyDatabase()
  const folder = await migrationFolder({ '1_broken': 'create table half (id int); select 1 / 0;' })
  await expect(migrate(url, { folder })).rejects.toThrow('Migration 1_broken failed: division by zero')
  expect(await query(url, "select to_regclass('half') is null as gone")).toEqual([{ gone: true }])
  await expect(migrate(url, { folder })).rejects.toThrow(/1_broken failed on .*division by zero.*migrate resolve/)
})

test('a migration that is cut off leaves nothing to repair, and the next start applies it', async () => {
  const url = await createEmptyDatabase()
  const folder = await migrationFolder({
    '1_first': 'create table counted (id int);',
    '2_cut': 'insert into counted values (1); select pg_terminate_backend(pg_backend_pid());',
  })
  await expect(migrate(url, { folder })).rejects.toThrow('Migration 2_cut failed')
  await fs.writeFile(path.join(folder, '2_cut', 'migration.sql'), 'insert into counted values (1);')
  expect(await migrate(url, { folder })).toEqual(['2_cut'])
  expect(await query(url, 'select id from counted')).toEqual([{ id: 1 }])
})

test('the Prisma CLI also refuses a database in which a start-up migration failed', async () => {
  const url = await createEmptyDatabase()
  const folder = await migrationFolder({ '20000101000000_broken': 'select 1 / 0;' })
  await expect(migrate(url, { folder })).rejects.toThrow()
  const result = await prisma(url, 'migrate', 'deploy')
  expect(result.code).not.toBe(0)
  expect(result.output).toContain('P3009')
})

test('a migration edited after it was applied is named in a warning and not run again', async () => {
  const url = await createEmptyDatabase()
  const folder = await migrationFolder({ '1_first': 'create table once (id int);' })
  await migrate(url, { folder })
  await fs.appendFile(path.join(folder, '1_first', 'migration.sql'), '\n-- edited')
  const warnings: string[] = []
  expect(await migrate(url, { folder, log: (line) => warnings.push(line) })).toEqual([])
  expect(warnings).toEqual(['warning: migration 1_first was edited after it was applied'])
})
