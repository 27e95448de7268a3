import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseEnv } from '#lib/env.ts'
import { lockDataDir, prepareDataDir, readOrCreateSecret } from './data-dir.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { prepareClient } from './prepare-build.ts'

const PRISMA = 'node_modules/prisma/build/index.js'
const COMMANDS: Record<string, string[]> = {
  reset: [PRISMA, 'migrate', 'reset', '--force'],
  studio: [PRISMA, 'studio'],
  seed: ['--import', 'tsx', 'prisma/seed.ts'],
}

/** `npm run db:…`: brings the database up to date, then runs one command on it (embedded, or DATABASE_URL). */
async function main(name = 'migrate') {
  const env = parseEnv(process.env)
  const dataDir = prepareDataDir(env.POSTHORN_DATA_DIR)
  const secret = env.POSTHORN_SECRET ?? readOrCreateSecret(dataDir, 'secret')
  const release = env.DATABASE_URL ? () => {} : lockDataDir(dataDir)
  const server = env.DATABASE_URL ? undefined : await startEmbeddedPostgres({ dir: path.join(dataDir, 'postgres') })
  const url = env.DATABASE_URL ?? server?.url ?? ''
  try {
    const applied = name === 'reset' ? [] : await migrate(url, { log: console.log })
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The database is up to date.')
    const command = COMMANDS[name]
    if (!command) return 0
    const variables = { ...process.env, DATABASE_URL: url, POSTHORN_SECRET: secret }
    await prepareClient(variables, console.log)
    return spawnSync(process.execPath, command, { stdio: 'inherit', env: variables }).status ?? 1
  } finally {
    await server?.stop()
    release()
  }
}

process.on('SIGINT', () => {}) // Ctrl-C ends the command; this process then stops the server.
main(process.argv[2])
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
