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
import { prepareWeb } from '#scripts/prepare-build.ts'
import { WORKER_FLAGS } from '#scripts/v8-flags.ts'
import { quantile } from '#tests/support/quantile.ts'
import { type BenchTraffic, startTraffic } from './bench-traffic.ts'
import { cpuSeconds } from './process-cpu.ts'

/**
 * Receives signed webhooks (1.5 kB, a fresh id each, fsync on, no consumer) through the front door, through a bare
 * `node:http` server that does the same verify and group commit, and through the Next route handler, in turns. All have
 * a database of one server. Run: npx tsx tests/bench/front-door.ts.
 * COUNT webhooks a round, ROUNDS rounds, CONNECTIONS at a time.
 */
const COUNT = Number(process.env.COUNT ?? 5_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 100)
const GOAL = 0.6
const TSX = ['--import', 'tsx']
const SOURCE_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const SECRET = 'a-secret-for-benches-of-at-least-32-characters'
const BODY = JSON.stringify({ eventType: 'order.created', payload: { data: 'x'.repeat(1_430) } })

interface Contender {
  readonly name: string
  readonly url: string
  readonly process: ChildProcess
  /** Of COUNT, how much a round takes: the route handler has one commit a request and would need minutes. */
  readonly share: number
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

/** Starts a server on a free port; resolves once it answers. */
async function start(args: readonly string[], env: Record<string, string>) {
  const port = await findFreePort()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', POSTHORN_LOG_LEVEL: 'warn', PORT: String(port), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  while (child.exitCode === null) {
    const up = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    if (up !== null) return { port, child }
    await delay(50)
  }
  throw new Error(`${args.join(' ')} did not start`)
}

/** Makes a source in the database and resolves to the path of its address. */
async function addSource(url: string): Promise<string> {
  Object.assign(process.env, { DATABASE_URL: url, POSTHORN_SECRET: SECRET }) // Read once, by the first who asks.
  await migrate(url)
  const { createSource } = await import('#lib/domain/sources/create-source.ts')
  const { formatId, newUuid } = await import('#lib/domain/ids.ts')
  const { prisma } = await import('#lib/db/client.ts')
  const { rootContext } = await import('#tests/support/root-context.ts')
  const instance = await prisma().instance.create({ data: { id: newUuid(), name: 'bench' } })
  const source = { name: 'bench', type: 'svix', config: { secret: SOURCE_SECRET } }
  const { ingestUrl } = await createSource(rootContext(), formatId('instance', instance.id), source)
  await prisma().$disconnect()
  return new URL(String(ingestUrl)).pathname
}

async function startFrontDoor(url: string, to: string): Promise<Contender> {
  const { port, child } = await start([...WORKER_FLAGS, ...TSX, 'lib/worker/main.ts'], {
    DATABASE_URL: url,
    POSTHORN_SECRET: SECRET,
  })
  return { name: 'front door', url: `http://127.0.0.1:${port}${to}`, process: child, share: 1 }
}

async function startWeb(url: string, to: string): Promise<Contender> {
  await prepareWeb(process.env, console.log)
  const next = ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1']
  const { port, child } = await start(next, { DATABASE_URL: url, POSTHORN_SECRET: SECRET })
  return { name: 'route handler', url: `http://127.0.0.1:${port}${to}`, process: child, share: 0.2 }
}

async function startBare(url: string): Promise<Contender> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('create database bare')
  await admin.end()
  const own = new URL(url)
  own.pathname = '/bare'
  await migrate(own.href)
  const { port, child } = await start([...TSX, 'tests/bench/bare-receiver.ts'], {
    DATABASE_URL: own.href,
    SOURCE_SECRET,
  })
  return { name: 'bare', url: `http://127.0.0.1:${port}/`, process: child, share: 1 }
}

interface Result {
  /** Webhooks a second. */
  readonly accepted: number
  /** Microseconds of CPU a webhook. */
  readonly node: number
  readonly postgres: number
}

async function round(contender: Contender, traffic: BenchTraffic, postmaster: number, of = COUNT): Promise<Result> {
  const count = Math.round(of * contender.share)
  const { origin, pathname } = new URL(contender.url)
  const send = { origin, paths: [pathname], headers: signed(count), body: BODY, count, connections: CONNECTIONS }
  const used = () => [cpuSeconds(contender.process.pid), cpuSeconds(postmaster, true)] as const
  const [nodeBefore, postgresBefore] = used()
  const { accepted, failed } = await traffic.measureAccepting(send)
  if (failed > 0) throw new Error(`${contender.name}: ${failed} of ${count} were not accepted`)
  const [nodeAfter, postgresAfter] = used()
  const micros = (seconds: number) => Math.round((seconds * 1e6) / count)
  return { accepted, node: micros(nodeAfter - nodeBefore), postgres: micros(postgresAfter - postgresBefore) }
}

async function compare(contenders: readonly Contender[], traffic: BenchTraffic, postmaster: number): Promise<void> {
  for (const contender of contenders) await round(contender, traffic, postmaster, Math.min(COUNT, 3_000))
  const results = new Map<string, Result[]>(contenders.map(({ name }) => [name, []]))
  for (let n = 0; n < ROUNDS; n++)
    for (const contender of n % 2 === 0 ? contenders : contenders.toReversed())
      results.get(contender.name)?.push(await round(contender, traffic, postmaster))
  const bare = results.get('bare') ?? []
  const summary: string[] = []
  for (const [name, rounds] of results) {
    const ratios = rounds.map(({ accepted }, n) => accepted / (bare[n]?.accepted ?? 1))
    const ratio = quantile(ratios, 0.5)
    const of = (field: keyof Result) =>
      quantile(
        rounds.map((result) => result[field]),
        0.5,
      )
    const cpu = `CPU ${of('node')} µs of Node and ${of('postgres')} µs of Postgres each`
    console.log(`${name}: ${cpu}; / bare in each round ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`)
    summary.push(`${name} ${of('accepted')}/s (${ratio.toFixed(2)} of bare)`)
    if (name === 'front door' && ratio < GOAL) process.exitCode = 1
  }
  console.log(`${summary.join(', ')}; goal of the front door ${GOAL}`)
}

async function main(): Promise<void> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-bench-'))
  await fs.chmod(dir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  const server = await startEmbeddedPostgres({ dir, database: 'posthorn' })
  const traffic = await startTraffic()
  const contenders: Contender[] = []
  try {
    const to = await addSource(server.url)
    contenders.push(await startFrontDoor(server.url, to))
    contenders.push(await startBare(server.url))
    contenders.push(await startWeb(server.url, to))
    await compare(contenders, traffic, server.pid)
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
