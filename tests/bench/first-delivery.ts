import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { forkWorker } from '#scripts/fork-worker.ts'
import { migrate } from '#scripts/migrate.ts'
import { findFreePort } from '#scripts/ports.ts'
import { quantile } from '#tests/support/quantile.ts'
import { type BenchTraffic, type Send, startTraffic } from './bench-traffic.ts'
import { cpuSeconds } from './process-cpu.ts'

/**
 * Accepts and delivers messages through the front door (fan-out 1, 100 consumers, 1.5 kB, fsync on, all indexes), in
 * turns with the proof of concept in SPIKE_DIR when it is there. COUNT messages a round, ROUNDS rounds, over CONNECTIONS
 * connections, to WORKERS processes. Answers repeat the payload, and in turns they leave it out, as those of the proof do.
 */
const COUNT = Number(process.env.COUNT ?? 5_000)
const ROUNDS = Number(process.env.ROUNDS ?? 10)
const CONSUMERS = 100
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 100)
const WORKERS = Number(process.env.WORKERS ?? 1)
const TOKEN = 'a-root-token-for-benches-of-32-characters'
const SECRET = 'a-secret-for-benches-of-at-least-32-characters'

interface Contender {
  readonly name: string
  readonly send: Send
  readonly processes: readonly ChildProcess[]
}

const payload = JSON.stringify({ type: 'order.created', seq: 0, t0: 0, data: 'x'.repeat(1_450) })

function run(args: string[], env: Record<string, string>, cwd = process.cwd()): ChildProcess {
  return spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
    if (up) return
    await delay(50)
  }
}

async function startOurs(url: string, sinkPort: number): Promise<Contender> {
  process.env.POSTHORN_SECRET = SECRET // Before anything reads the environment.
  await migrate(url)
  const { insertConsumer, insertInstance } = await import('../integration/worker/fixtures.ts')
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  for (let n = 0; n < CONSUMERS; n++) {
    const instance = await insertInstance(pool)
    await pool.query('update instance set uid = $2 where key = $1', [instance.key, `t${n}`])
    await insertConsumer(pool, instance, { url: `http://127.0.0.1:${sinkPort}/f/${n}` })
  }
  await pool.end()
  const port = await findFreePort()
  const env = {
    PORT: String(port),
    DATABASE_URL: url,
    POSTHORN_SECRET: SECRET,
    POSTHORN_API_TOKEN: TOKEN,
    POSTHORN_EMBEDDED: '1',
  }
  const processes = Array.from({ length: WORKERS }, () =>
    forkWorker({ ...env, NODE_ENV: 'production', POSTHORN_LOG_LEVEL: 'warn' }),
  )
  await untilListening(port)
  return {
    name: 'posthorn',
    processes,
    send: {
      origin: `http://127.0.0.1:${port}`,
      paths: Array.from({ length: CONSUMERS }, (_, n) => `/api/v1/app/t${n}/msg`),
      headers: [{ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }],
      body: `{"eventType":"order.created","payload":${payload}}`,
      count: COUNT,
      connections: CONNECTIONS,
    },
  }
}

/** A copy whose database is the bench's; inside the project, so that it finds pg and undici. */
async function startSpike(source: string, url: string, sinkPort: number): Promise<Contender> {
  const dir = path.resolve('node_modules/.cache/posthorn-bench-spike')
  await fs.rm(dir, { recursive: true, force: true })
  await fs.cp(source, dir, { recursive: true })
  const { port: databasePort, password } = new URL(url)
  const lib = await fs.readFile(path.join(dir, 'lib.mjs'), 'utf8')
  await fs.writeFile(path.join(dir, 'lib.mjs'), lib.replace('port:55432', `port:${databasePort}`))
  const env = { PGPASSWORD: decodeURIComponent(password), BASE: String(sinkPort), SCHEMAF: 'schema2p.sql' }
  const setUp = run(['setup2.mjs', String(CONSUMERS), '1', '1'], env, dir)
  await new Promise((resolve) => setUp.once('exit', resolve))
  const port = await findFreePort()
  const child = run(['pipe2.mjs'], { ...env, PORT: String(port) }, dir)
  for (let tries = 0; tries < 40; tries++) {
    const up = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{"type":"none"}' }).catch(() => null)
    if (up !== null) break
    await delay(100)
  }
  return {
    name: 'spike',
    processes: [child],
    send: {
      origin: `http://127.0.0.1:${port}`,
      paths: ['/'],
      headers: Array.from({ length: CONSUMERS }, (_, n) => ({
        'x-tenant': String(n),
        'content-type': 'application/json',
      })),
      body: payload,
      count: COUNT,
      connections: CONNECTIONS,
    },
  }
}

const nodeSeconds = (processes: readonly ChildProcess[]) => processes.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0)

const median = (values: readonly number[]) => quantile(values, 0.5)

interface Rounds {
  readonly accepted: number[]
  readonly delivered: number[]
}

/** Measures the contenders in turns; resolves to what each did in each round, a second. */
async function compare(
  contenders: readonly Contender[],
  traffic: BenchTraffic,
  postgresPid: number,
): Promise<Map<string, Rounds>> {
  for (const { send } of contenders) await traffic.measure({ ...send, count: Math.min(COUNT, 3_000) })
  const results = new Map(contenders.map(({ name }) => [name, { accepted: [] as number[], delivered: [] as number[] }]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, send, processes } of contenders) {
      const cpu = { node: nodeSeconds(processes), postgres: cpuSeconds(postgresPid, true) }
      const { accepted, delivered, failed } = await traffic.measure(send)
      const micros = (now: number, before: number) => Math.round(((now - before) * 1e6) / COUNT)
      const node = micros(nodeSeconds(processes), cpu.node)
      const postgres = micros(cpuSeconds(postgresPid, true), cpu.postgres)
      console.log(
        `round ${round + 1} ${name}: ${accepted} accepted/s, ${delivered} delivered/s, ${failed} refused, CPU µs a message: Node ${node}, Postgres ${postgres}`,
      )
      results.get(name)?.accepted.push(accepted)
      results.get(name)?.delivered.push(delivered)
    }
  }
  return results
}

function report(results: ReadonlyMap<string, Rounds>): void {
  const spike = results.get('spike')
  const ratios = [...results].map(([name, { accepted, delivered }]) => {
    console.log(`${name} median: ${median(accepted)} accepted/s, ${median(delivered)} delivered/s`)
    if (spike === undefined) return `${name} ${median(delivered)} delivered/s`
    return `${name} ${(median(delivered) / median(spike.delivered)).toFixed(2)}`
  })
  console.log(`delivered${spike === undefined ? '' : ' ÷ spike'}: ${ratios.join(', ')}`)
}

async function main(): Promise<void> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-bench-'))
  await fs.chmod(dir, 0o755)
  const server = await startEmbeddedPostgres({ dir, database: 'posthorn' })
  const traffic = await startTraffic()
  const contenders: Contender[] = []
  try {
    const ours = await startOurs(server.url, traffic.sinkPort)
    const paths = ours.send.paths.map((to) => `${to}?with_content=false`)
    contenders.push(ours, { ...ours, name: 'short answers', send: { ...ours.send, paths } })
    const spikeDir = process.env.SPIKE_DIR
    if (spikeDir !== undefined) contenders.push(await startSpike(spikeDir, server.url, traffic.sinkPort))
    report(await compare(contenders, traffic, server.pid))
  } finally {
    const children = contenders.flatMap(({ processes }) => processes)
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(children.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))))
    traffic.stop()
    await server.stop()
    await fs.rm(dir, { recursive: true, force: true })
  }
}

await main()
