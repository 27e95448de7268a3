import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'
import { findFreePort } from '#scripts/ports.ts'
import { quantile } from '#tests/support/quantile.ts'
import { type Send, startTraffic } from './bench-traffic.ts'
import { cpuSeconds } from './process-cpu.ts'

/**
 * Deliveries per second with a trivial transformation on every consumer, and without, in turns on one running worker
 * (fan-out 1, 50 consumers each, 1.5 kB, fsync on). COUNT messages a round, ROUNDS rounds.
 */
const COUNT = Number(process.env.COUNT ?? 5_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const CONSUMERS = 50
const TOKEN = 'a-root-token-for-benches-of-32-characters'
const SECRET = 'a-secret-for-benches-of-at-least-32-characters'
const CODE = 'function handler(webhook) { webhook.payload.seen = true; return webhook }'

const payload = JSON.stringify({ type: 'order.created', seq: 0, data: 'x'.repeat(1_450) })
const names = ['plain', 'transformed'] as const

async function addConsumers(url: string, sinkPort: number): Promise<void> {
  const { insertConsumer, insertInstance } = await import('../integration/worker/fixtures.ts')
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  for (const name of names) {
    for (let n = 0; n < CONSUMERS; n++) {
      const instance = await insertInstance(pool)
      await pool.query('update instance set uid = $2 where key = $1', [instance.key, `${name}${n}`])
      const key = await insertConsumer(pool, instance, { url: `http://127.0.0.1:${sinkPort}/${name}/${n}` })
      if (name === 'plain') continue
      await pool.query(
        `insert into transformation (consumer_id, version, code) select id, 1, $2 from consumer where key = $1`,
        [key, CODE],
      )
      await pool.query('update consumer set transformation_version = 1, transformation_enabled = true where key = $1', [
        key,
      ])
    }
  }
  await pool.end()
}

async function startWorker(url: string) {
  const port = await findFreePort()
  const env = { PORT: String(port), DATABASE_URL: url, POSTHORN_SECRET: SECRET, POSTHORN_API_TOKEN: TOKEN }
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/worker/main.ts'], {
    env: { ...process.env, ...env, POSTHORN_EMBEDDED: '1', NODE_ENV: 'production', POSTHORN_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const origin = `http://127.0.0.1:${port}`
  while ((await fetch(origin).catch(() => null)) === null) await delay(50)
  return { child, origin }
}

const median = (values: readonly number[]) => quantile(values, 0.5)

async function main(): Promise<void> {
  process.env.POSTHORN_SECRET = SECRET // Before anything reads the environment.
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-bench-'))
  await fs.chmod(dir, 0o755)
  const server = await startEmbeddedPostgres({ dir, database: 'posthorn' })
  const traffic = await startTraffic()
  await migrate(server.url)
  await addConsumers(server.url, traffic.sinkPort)
  const { child, origin } = await startWorker(server.url)
  const send = (name: string): Send => ({
    origin,
    paths: Array.from({ length: CONSUMERS }, (_, n) => `/api/v1/app/${name}${n}/msg`),
    headers: [{ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }],
    body: `{"eventType":"order.created","payload":${payload}}`,
    count: COUNT,
    connections: 100,
  })
  try {
    for (const name of names) await traffic.measure({ ...send(name), count: Math.min(COUNT, 2_000) })
    const delivered = { plain: [] as number[], transformed: [] as number[] }
    for (let round = 1; round <= ROUNDS; round++) {
      for (const name of names) {
        const before = cpuSeconds(child.pid)
        const measured = await traffic.measure(send(name))
        const cpu = Math.round(((cpuSeconds(child.pid) - before) * 1e6) / COUNT)
        console.log(`round ${round} ${name}: ${measured.delivered} delivered/s, worker ${cpu} µs of CPU a message`)
        delivered[name].push(measured.delivered)
      }
    }
    const ratio = (median(delivered.transformed) / median(delivered.plain)).toFixed(2)
    console.log(
      `transformed / plain: ${ratio} (${median(delivered.transformed)} / ${median(delivered.plain)} a second)`,
    )
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
    traffic.stop()
    await server.stop()
    await fs.rm(dir, { recursive: true, force: true })
  }
}

await main()
