import { type ChildProcess, spawn } from 'node:child_process'
import crypto from 'node:crypto'
import path from 'node:path'
import { type Env, EnvError, parseEnv } from '#lib/env.ts'
import { isLoopback } from '#lib/is-loopback.ts'
import { listenerOrigin, publicOrigin } from '#lib/public-origin.ts'
import { lockDataDir, prepareDataDir, readOrCreateSecret } from './data-dir.ts'
import { superviseEmbeddedPostgres } from './database-server.ts'
import { forkWorker } from './fork-worker.ts'
import { migrate } from './migrate.ts'
import { findFreePort, untilPortIsFree } from './ports.ts'
import { prepareClient, prepareWeb } from './prepare-build.ts'
import { type Part, PRELOAD, supervise } from './supervise.ts'
import { WEB_FLAGS, WORKER_FLAGS } from './v8-flags.ts'

type Undo = () => void | Promise<void>
type PartEnvironment = Record<string, string | undefined>

const WORKER_DRAINS_WITHIN_MS = 25_000
const WEB_DRAINS_WITHIN_MS = 5_000 // `next start` waits for ever for an open event stream.
const isDevelopment = process.argv.includes('--dev')
const startedAt = performance.now()
const log = (line: string) => console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1)}s] ${line}`)

/** What has been started, in order; stopping undoes it from the last to the first. */
const undo: Undo[] = []
let stopping: Promise<void> | undefined

function stop(reason: string): Promise<void> {
  stopping ??= (async () => {
    if (reason) log(`${reason}: finishing what is in flight …`)
    for (const step of undo.reverse()) await step()
    if (reason) log('stopped')
  })()
  return stopping
}

/** Starts the database when none is given, and returns what every part needs to know about this installation. */
async function prepareInstallation(env: Env): Promise<PartEnvironment> {
  const dataDir = prepareDataDir(env.POSTHORN_DATA_DIR)
  undo.push(lockDataDir(dataDir))
  await untilPortIsFree(env.PORT, env.HOST)
  const port = env.PORT === 0 ? await findFreePort() : env.PORT
  const secret = env.POSTHORN_SECRET ?? readOrCreateSecret(dataDir, 'secret')
  const apiToken = env.POSTHORN_API_TOKEN ?? readOrCreateSecret(dataDir, 'api-token', 'ph_')
  const url = publicOrigin({ ...env, PORT: port })
  const database = env.DATABASE_URL ? undefined : await startDatabase(dataDir)
  const databaseUrl = env.DATABASE_URL ?? database
  const sessionSecret = crypto.createHmac('sha256', secret).update('nextauth').digest('base64url')
  return {
    NODE_ENV: isDevelopment ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: env.HOST,
    PORT: String(port),
    POSTHORN_DATA_DIR: dataDir,
    POSTHORN_URL: url,
    POSTHORN_SECRET: secret,
    POSTHORN_API_TOKEN: apiToken,
    POSTHORN_SETUP_TOKEN: setupToken(env),
    POSTHORN_EMBEDDED: database ? '1' : '0',
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? url,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? sessionSecret,
  }
}

/** Only who reads this terminal may create the owner of an installation that others can reach. */
function setupToken(env: Env): string | undefined {
  return env.POSTHORN_SETUP_TOKEN ?? (isLoopback(env.HOST) ? undefined : crypto.randomBytes(12).toString('base64url'))
}

async function startDatabase(dataDir: string): Promise<string> {
  log('Starting the embedded Postgres …')
  const durable = process.env.POSTHORN_TEST_DATABASE !== '1'
  const database = await superviseEmbeddedPostgres(path.join(dataDir, 'postgres'), { durable, log })
  undo.push(database.stop)
  return database.url
}

/** A part of one process, which ends with this one. */
function launch(args: string[], env: PartEnvironment): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true, // Ctrl-C in a terminal reaches the whole group; the supervisor decides who stops when.
  })
}

function superviseWeb(shared: PartEnvironment, port: string): Part {
  const mode = isDevelopment ? ['dev'] : ['start', '--keepAliveTimeout', '65000'] // Longer than the front door's.
  const next = ['node_modules/next/dist/bin/next', ...mode, '-H', '127.0.0.1', '-p', port]
  return supervise({
    name: 'web',
    launch: () => launch([...WEB_FLAGS, '--import', PRELOAD, ...next], shared),
    healthUrl: `http://127.0.0.1:${port}/api/health`,
    graceMs: WEB_DRAINS_WITHIN_MS,
    log,
  })
}

function superviseWorker(shared: PartEnvironment): Part {
  const watch = [...WORKER_FLAGS, '--import', PRELOAD, 'node_modules/tsx/dist/cli.mjs', 'watch', 'lib/worker/main.ts']
  const { HOST = '127.0.0.1', PORT = '' } = shared
  return supervise({
    name: 'worker',
    launch: () => (isDevelopment ? launch(watch, shared) : forkWorker(shared)),
    healthUrl: `${listenerOrigin({ HOST, PORT })}/api/health`,
    graceMs: WORKER_DRAINS_WITHIN_MS,
    log,
  })
}

/** Resolves when web and one worker answer; the other workers follow, so that nobody waits for them. */
async function startParts(shared: PartEnvironment, workers: number): Promise<void> {
  const webPort = String(await findFreePort())
  const web = superviseWeb(shared, webPort)
  undo.push(web.stop)
  const forWorkers = { ...shared, POSTHORN_WEB_ORIGIN: `http://127.0.0.1:${webPort}` }
  const running = [superviseWorker(forWorkers)]
  undo.push(() => Promise.all(running.map((worker) => worker.stop())).then(() => {}))
  await Promise.all([web, ...running].map((part) => part.untilReady()))
  while (!stopping && running.length < workers) running.push(superviseWorker(forWorkers))
}

function announce(shared: PartEnvironment, env: Env) {
  const token = env.POSTHORN_API_TOKEN ? 'the one in POSTHORN_API_TOKEN' : `${shared.POSTHORN_DATA_DIR}/api-token`
  log(`Posthorn is ready: ${shared.POSTHORN_URL}`)
  console.log('  Open it in a browser; the first visit creates the owner.')
  if (shared.POSTHORN_SETUP_TOKEN)
    console.log(`  The first visit asks for this set-up token: ${shared.POSTHORN_SETUP_TOKEN}`)
  console.log(`  API token for programs: ${token}`)
  console.log('  Ctrl-C stops it; everything accepted is kept.')
}

async function main() {
  const env = parseEnv(process.env)
  const shared = await prepareInstallation(env)
  const applied = await migrate(shared.DATABASE_URL ?? '', { log })
  if (applied.length > 0) log(`Database brought up to date (${applied.length} migrations)`)
  await prepareClient(shared, log)
  if (!isDevelopment) await prepareWeb(shared, log)
  if (stopping) return
  log('Starting web and worker …')
  await startParts(shared, isDevelopment ? 1 : env.POSTHORN_WORKERS)
  if (!stopping) announce(shared, env)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(signal, () => void stop(signal).then(() => process.exit(0)))
}
process.channel?.unref()

main().catch(async (error: unknown) => {
  if (stopping) return
  console.error(error instanceof EnvError || error instanceof Error ? error.message : error)
  await stop('')
  process.exit(1)
})
