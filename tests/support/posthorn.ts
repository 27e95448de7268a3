import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { findFreePort } from '#scripts/ports.ts'

/** A whole running Posthorn: Postgres, web and worker, as `npm start` runs it. */
export type RunningPosthorn = {
  origin: string
  apiToken: string
  owner: { email: string; password: string }
  dataDir: string
  /** Superuser URL of the embedded database. */
  databaseUrl: () => Promise<string>
  /** The supervisor. */
  process: ChildProcess
  /** Current process id of a part, from what the supervisor printed. */
  pidOf: (part: 'web' | 'worker' | 'Postgres') => number
  /** Everything printed so far. */
  output: () => string
  /** Stops it as Ctrl-C does and removes its data folder (unless it was given). */
  stop: () => Promise<void>
}

export type PosthornOptions = {
  env?: Record<string, string>
  /** Kept afterwards, for a second start on the same data. */
  dataDir?: string
  /** True: fsync on, for tests that kill Postgres. */
  durable?: boolean
}

const OWNER = { email: 'owner@example.com', password: 'a long test password' }
const READY = 'Posthorn is ready: '

/** Starts the built program on a random port (building it when stale) and resolves when it answers. */
export async function startPosthorn(options: PosthornOptions = {}): Promise<RunningPosthorn> {
  const dataDir = options.dataDir ?? (await makeDataDir())
  const apiToken = options.env?.POSTHORN_API_TOKEN ?? `ph_${randomBytes(24).toString('base64url')}`
  const port = options.env?.PORT ?? String(await findFreePort())
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // With the channel it stops by itself when the test process dies.
    env: {
      ...withoutOwnSettings(process.env),
      NODE_ENV: 'production',
      PORT: port,
      POSTHORN_DATA_DIR: dataDir,
      POSTHORN_API_TOKEN: apiToken,
      POSTHORN_ADMIN_EMAIL: OWNER.email,
      POSTHORN_ADMIN_PASSWORD: OWNER.password,
      POSTHORN_TEST_DATABASE: options.durable ? '0' : '1',
      ...options.env,
    },
  })
  let printed = ''
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      printed += chunk
      if (printed.includes(READY)) resolve()
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    void exited.then(() => reject(new Error(`Posthorn did not start:\n${printed}`)))
  })
  await ready
  return {
    origin: `http://127.0.0.1:${port}`,
    apiToken,
    owner: OWNER,
    dataDir,
    databaseUrl: () => readDatabaseUrl(dataDir),
    process: child,
    pidOf: (part) => lastPid(printed, part),
    output: () => printed,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
      if (!options.dataDir) await fs.rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeDataDir() {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-run-'))
  await fs.chmod(dir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  return dir
}

/** A test run's or developer's own settings must not reach the program under test. */
function withoutOwnSettings(env: NodeJS.ProcessEnv) {
  const own = /^(POSTHORN_|DATABASE_|NEXTAUTH_|OIDC_|VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$|HOST$|PORT$)/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)))
}

async function readDatabaseUrl(dataDir: string) {
  const password = (await fs.readFile(path.join(dataDir, 'postgres', 'password'), 'utf8')).trim()
  const postmaster = await fs.readFile(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8')
  return `postgresql://postgres:${password}@127.0.0.1:${postmaster.split('\n')[3]}/posthorn`
}

function lastPid(printed: string, part: string): number {
  const pid = [...printed.matchAll(new RegExp(`${part} runs \\(pid (\\d+)\\)`, 'g'))].at(-1)?.[1]
  if (pid === undefined) throw new Error(`${part} has not been started`)
  return Number(pid)
}
