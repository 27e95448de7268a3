import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'
import { findFreePort } from '#scripts/ports.ts'
import { WORKER_FLAGS } from '#scripts/v8-flags.ts'
import { insertConsumer, insertInstance } from '../integration/worker/fixtures.ts'

const API_TOKEN = 'a-root-token-for-benches-of-32-characters'
const SECRET = 'a-secret-for-benches-of-at-least-32-characters'
process.env.POSTHORN_SECRET = SECRET // Consumers' secrets are sealed with it.

/** An empty, migrated database as an installation has it (fsync on), removed afterwards. */
export async function withDatabase(use: (server: EmbeddedPostgres) => Promise<void>): Promise<void> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-bench-'))
  await fs.chmod(dir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  const server = await startEmbeddedPostgres({ dir, database: 'posthorn' })
  try {
    await migrate(server.url)
    await use(server)
  } finally {
    await server.stop()
    await fs.rm(dir, { recursive: true, force: true })
  }
}

export interface Program {
  readonly origin: string
  readonly pid: number | undefined
  stop(): Promise<void>
}

/** Starts a Node program that listens on PORT, and resolves once it answers. @throws Error when it ends before that */
export async function startProgram(args: readonly string[], env: Record<string, string>): Promise<Program> {
  const port = await findFreePort()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = `http://127.0.0.1:${port}`
  while ((await fetch(origin).catch(() => null)) === null) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} did not start`)
    await delay(50)
  }
  return {
    origin,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Front door and dispatcher, as `npm start` runs them. */
export function startWorker(databaseUrl: string): Promise<Program> {
  return startProgram([...WORKER_FLAGS, '--import', 'tsx', 'lib/worker/main.ts'], {
    DATABASE_URL: databaseUrl,
    POSTHORN_SECRET: SECRET,
    POSTHORN_API_TOKEN: API_TOKEN,
    POSTHORN_EMBEDDED: '1',
    POSTHORN_LOG_LEVEL: 'error',
  })
}

/** One consumer in an instance of its own for each URL; resolves to where its messages are posted to, in their order. */
export async function addConsumers(databaseUrl: string, urls: readonly string[]): Promise<BenchConsumer[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  const added: BenchConsumer[] = []
  for (const url of urls) {
    const instance = await insertInstance(pool)
    const uid = `bench-${instance.key}`
    await pool.query('update instance set uid = $2 where key = $1', [instance.key, uid])
    const key = await insertConsumer(pool, instance, { url })
    added.push({ key, instanceKey: instance.key, path: `/api/v1/app/${uid}/msg` })
  }
  await pool.end()
  return added
}

export interface BenchConsumer {
  readonly key: number
  readonly instanceKey: number
  /** Of the front door. */
  readonly path: string
}

export const PUBLISH_HEADERS = { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' }
