import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { connectionConfig } from '#lib/db/connection-config.ts'
import { isConnectionTrouble } from '#lib/db/pg-pool.ts'

type Migration = { name: string; sql: string; checksum: string }
type Applied = {
  migration_name: string
  checksum: string
  started_at: Date
  finished_at: Date | null
  logs: string | null
}

/** The advisory lock that Prisma's own engine takes, so that both wait for each other. */
const PRISMA_LOCK_KEY = 72_707_369

const CREATE_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

/**
 * Brings a database up to date with `prisma/migrations`: what `prisma migrate deploy` does (same table, lock and
 * checksums) in a fiftieth of its time, because every start runs it. Resolves to the names it applied.
 */
export async function migrate(
  connectionString: string,
  { folder = 'prisma/migrations', log = () => {} }: { folder?: string; log?: (line: string) => void } = {},
): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await connect(connectionString)
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK_KEY])
    await client.query(CREATE_TABLE)
    const applied = await readApplied(client)
    const pending = migrations.filter(({ name }) => !applied.has(name))
    for (const { name, checksum } of migrations) {
      const earlier = applied.get(name)
      if (earlier && earlier.checksum !== checksum) log(`warning: migration ${name} was edited after it was applied`)
    }
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end() // The session's lock goes with it.
  }
}

/** @throws Error that says which address does not let us in, why, and what to check */
async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client(connectionConfig(connectionString))
  try {
    await client.connect()
    return client
  } catch (error) {
    const { host, pathname } = new URL(connectionString)
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The database ${pathname.slice(1)} at ${host} cannot be used (${reason}): check DATABASE_URL.`, {
      cause: error,
    })
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await fs.readFile(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: crypto.createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function readApplied(client: pg.Client): Promise<Map<string, Applied>> {
  const { rows } = await client.query<Applied>(
    'select * from _prisma_migrations where rolled_back_at is null order by started_at',
  )
  const failed = rows.find((row) => row.finished_at === null)
  if (failed) {
    const reason = failed.logs?.split('\n')[0] ?? 'it was interrupted'
    throw new Error(
      `Migration ${failed.migration_name} failed on ${failed.started_at.toISOString()} (${reason}): ` +
        'repair the database, then run "npx prisma migrate resolve".',
    )
  }
  return new Map(rows.map((row) => [row.migration_name, row]))
}

/** The script and its row are one transaction: a start that is killed in between leaves nothing to repair. */
async function apply(client: pg.Client, migration: Migration) {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await note(client, migration, null)
    await client.query('commit')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // What is wrong with the script stays wrong; what is wrong with the server may be gone the next time.
    if (!isConnectionTrouble(error)) {
      await client.query('rollback')
      await note(client, migration, reason)
    }
    throw new Error(`Migration ${migration.name} failed: ${reason}`, { cause: error })
  }
}

/** @param failure null when it was applied */
async function note(client: pg.Client, { name, checksum }: Migration, failure: string | null) {
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count, logs)
     values ($1, $2, $3, case when $4::text is null then clock_timestamp() end, ($4::text is null)::int, $4)`,
    [crypto.randomUUID(), checksum, name, failure],
  )
}
