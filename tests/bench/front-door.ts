import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { Webhook } from 'svix'
import { startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'
import { findFreePort } from '#scripts/ports.ts'
import { type BenchTraffic, startTraffic } from './bench-traffic.ts'
import { cpuSeconds } from './process-cpu.ts'

/**
 * Receives signed webhooks (1.5 kB, a fresh id each, fsync on, no consumer) through the front door and through a bare
 * `node:http` server that does the same verify and group commit, in turns. Both have a database of one server.
 * Run: npx tsx tests/bench/front-door.ts. COUNT webhooks a round, ROUNDS rounds, CONNECTIONS at a time.
 */
const COUNT = Number(process.env.COUNT ?? 5_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 100)
const GOAL = 0.6
const SOURCE_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const SECRET = 'a-secret-for-benches-of-at-least-32-characters'
const BODY = JSON.stringify({ eventType: 'order.created', payload: { data: 'x'.repeat(1_430) } })

interface Contender {
  readonly name: string
  readonly origin: string
  readonly path: string
  readonly process: ChildProcess
}

let nextId = 0

/** Headers of as many webhooks, each with an id that was never used. */
function signed(count: number): Record<string, string>[] {
  const webhook = new Webhook(SOURCE_SECRET)
  const at = new Date()
  return Array.from({ length: count }, () => {
    const id = `msg_${process.pid}_${nextId++}`
    return {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, at, BODY),
    }
  })
}

async function start(args: string[], port: number, env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { ...process.env, NODE_ENV: 'production', POSTHORN_LOG_LEVEL: 'warn', PORT: String(port), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  while (child.exitCode === null) {
    const up = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    if (up !== null) return child
    await delay(50)
  }
  throw new Error(`${args.join(' ')} did not start`)
}

async function startFrontDoor(url: string): Promise<Contender> {
  await migrate(url)
  Object.assign(process.env, { DATABASE_URL: url, POSTHORN_SECRET: SECRET })
  const { createSource } = await import('#lib/domain/sources/create-source.ts')
  const { formatId, newUuid } = await import('#lib/domain/ids.ts')
  const { prisma } = await import('#lib/db/client.ts')
  const { rootContext } = await import('#tests/support/root-context.ts')
  const instance = await prisma().instance.create({ data: { id: newUuid(), name: 'bench' } })
  const source = { name: 'bench', type: 'svix', config: { secret: SOURCE_SECRET } }
  const { ingestUrl } = await createSource(rootContext(), formatId('instance', instance.id), source)
  await prisma().$disconnect()
  const port = await findFreePort()
  const child = await start(['lib/worker/main.ts'], port, { DATABASE_URL: url, POSTHORN_SECRET: SECRET })
  const token = String(ingestUrl).split('/in/')[1]
  return { name: 'front door', origin: `http://127.0.0.1:${port}`, path: `/in/${token}`, process: child }
}

async function startBare(url: string): Promise<Contender> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('create database bare')
  await admin.end()
  const own = new URL(url)
  own.pathname = '/bare'
  await migrate(own.href)
  const port = await findFreePort()
  const child = await start(['tests/bench/bare-receiver.ts'], port, { DATABASE_URL: own.href, SOURCE_SECRET })
  return { name: 'bare', origin: `http://127.0.0.1:${port}`, path: '/', process: child }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function round({ name, origin, path: to, process: child }: Contender, traffic: BenchTraffic, count: number) {
  const send = { origin, paths: [to], headers: signed(count), body: BODY, count, connections: CONNECTIONS }
  const before = cpuSeconds(child.pid)
  const { accepted, failed } = await traffic.measureAccepting(send)
  if (failed > 0) throw new Error(`${name}: ${failed} of ${count} were not accepted`)
  return { accepted, micros: Math.round(((cpuSeconds(child.pid) - before) * 1e6) / count) }
}

async function compare(ours: Contender, bare: Contender, traffic: BenchTraffic): Promise<void> {
  for (const contender of [ours, bare]) await round(contender, traffic, Math.min(COUNT, 3_000))
  const ratios: number[] = []
  for (let n = 1; n <= ROUNDS; n++) {
    const [first, second] = n % 2 === 0 ? [ours, bare] : [bare, ours]
    const results = new Map([
      [first, await round(first, traffic, COUNT)],
      [second, await round(second, traffic, COUNT)],
    ])
    for (const [{ name }, { accepted, micros }] of results)
      console.log(`round ${n} ${name}: ${accepted} accepted/s, Node CPU ${micros} µs each`)
    ratios.push((results.get(ours)?.accepted ?? 0) / (results.get(bare)?.accepted ?? 1))
  }
  const ratio = median(ratios)
  console.log(
    `front door / bare: ${ratio.toFixed(2)} (goal ${GOAL}; rounds ${ratios.map((r) => r.toFixed(2)).join(' ')})`,
  )
  if (ratio < GOAL) process.exitCode = 1
}

async function main(): Promise<void> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-bench-'))
  await fs.chmod(dir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  const server = await startEmbeddedPostgres({ dir, database: 'posthorn' })
  const traffic = await startTraffic()
  const contenders: Contender[] = []
  try {
    const ours = await startFrontDoor(server.url)
    contenders.push(ours)
    const bare = await startBare(server.url)
    contenders.push(bare)
    await compare(ours, bare, traffic)
  } finally {
    for (const { process: child } of contenders) child.kill('SIGTERM')
    await Promise.all(
      contenders.map(({ process: child }) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))),
    )
    traffic.stop()
    await server.stop()
    await fs.rm(dir, { recursive: true, force: true })
  }
}

await main()
