import { spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline/promises'
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

/** Resolves to the exit code of a script; a signal for us is a signal for it. */
function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env })
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    process.on('disconnect', () => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** @throws Error unless the person at the terminal types the word, or the command was given `--yes` */
async function confirmReset(address: string) {
  if (process.argv.includes('--yes')) return
  const refusal = 'Nothing was dropped. To go on without a question: npm run db:reset -- --yes'
  if (!process.stdin.isTTY) throw new Error(refusal)
  const prompt = readline.createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question(`This drops everything stored in ${address}. Type "reset" to go on: `)
  prompt.close()
  if (answer.trim() !== 'reset') throw new Error(refusal)
}

/** `npm run db:…`: brings the database up to date, then runs one command on it (embedded, or DATABASE_URL). */
async function main(name = 'migrate') {
  const env = parseEnv(process.env)
  const dataDir = prepareDataDir(env.POSTHORN_DATA_DIR)
  if (name === 'reset') await confirmReset(env.DATABASE_URL ? new URL(env.DATABASE_URL).host : dataDir)
  const secret = env.POSTHORN_SECRET ?? readOrCreateSecret(dataDir, 'secret')
  const release = env.DATABASE_URL ? () => {} : lockDataDir(dataDir)
  const server = env.DATABASE_URL ? undefined : await startEmbeddedPostgres({ dir: path.join(dataDir, 'postgres') })
  // A transaction pooler would lose the lock that migrations take.
  const url = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL ?? server?.url ?? ''
  try {
    const applied = name === 'reset' ? [] : await migrate(url, { log: console.log })
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The database is up to date.')
    const command = COMMANDS[name]
    if (!command) return 0
    const variables = { ...process.env, DATABASE_URL: url, POSTHORN_SECRET: secret }
    await prepareClient(variables, console.log)
    return await run(command, variables)
  } finally {
    await server?.stop()
    release()
  }
}

process.on('SIGINT', () => {}) // Ctrl-C ends the command; this process then stops the server.
process.channel?.unref()
main(process.argv[2])
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
