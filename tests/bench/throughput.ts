import pg from 'pg'
import { quantile } from '#tests/support/quantile.ts'
import { BODY, publishBody } from './bench-body.ts'
import { addConsumers, PUBLISH_HEADERS, startProgram, startWorker, withDatabase } from './bench-program.ts'
import { type BenchTraffic, startTraffic } from './bench-traffic.ts'
import { installPeers } from './peers/install.ts'

/**
 * Messages accepted and delivered a second (fan-out 1, 100 consumers, 1.5 kB, fsync on, all indexes), in turns with what
 * they cannot exceed, signed POSTs without a database, and with the same service written on pg-boss. COUNT messages a
 * round, ROUNDS rounds.
 */
const COUNT = Number(process.env.COUNT ?? 5_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const CONSUMERS = 100
const CONNECTIONS = 100
/** pg-boss is slower by an order of magnitude. */
const PEER_SHARE = 5

interface Contender {
  readonly name: string
  /** Messages that reached the receiver a second. */
  run(count: number): Promise<number>
  stop(): Promise<void>
}

async function startOurs(databaseUrl: string, traffic: BenchTraffic): Promise<Contender> {
  const urls = Array.from({ length: CONSUMERS }, (_, n) => `http://127.0.0.1:${traffic.sinkPort}/${n}`)
  const consumers = await addConsumers(databaseUrl, urls)
  const { origin, stop } = await startWorker(databaseUrl)
  const paths = consumers.map(({ path }) => path)
  const send = { origin, paths, headers: [PUBLISH_HEADERS], body: publishBody(BODY), connections: CONNECTIONS }
  return { name: 'posthorn', stop, run: async (count) => (await traffic.measure({ ...send, count })).delivered }
}

async function startCeiling(traffic: BenchTraffic): Promise<Contender> {
  const env = { SINK_ORIGIN: `http://127.0.0.1:${traffic.sinkPort}` }
  const { origin, stop } = await startProgram(['--import', 'tsx', 'tests/bench/signed-posts.ts'], env)
  const post = (count: number) => fetch(`${origin}/${count}`, { method: 'POST' })
  return { name: 'signed POSTs', stop, run: (count) => traffic.measureArriving(count, () => post(count)) }
}

async function startPeer(databaseUrl: string, traffic: BenchTraffic): Promise<Contender> {
  installPeers()
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  await admin.query('create database pgboss')
  await admin.end()
  const own = new URL(databaseUrl)
  own.pathname = '/pgboss'
  const env = { DATABASE_URL: own.href, SINK_ORIGIN: `http://127.0.0.1:${traffic.sinkPort}` }
  const { origin, stop } = await startProgram(['tests/bench/peers/pg-boss.mjs'], env)
  const send = { origin, paths: ['/'], headers: [{}], body: BODY, connections: CONNECTIONS }
  const run = async (count: number) =>
    (await traffic.measure({ ...send, count: Math.ceil(count / PEER_SHARE) })).delivered
  return { name: 'pg-boss', stop, run }
}

async function compare(contenders: readonly Contender[]): Promise<void> {
  for (const { run } of contenders) await run(Math.min(COUNT, 3_000))
  const rounds = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { name, run } of contenders) {
      const perSecond = await run(COUNT)
      console.log(`round ${round} ${name}: ${perSecond} a second`)
      rounds.get(name)?.push(perSecond)
    }
  }
  const median = (name: string) => quantile(rounds.get(name) ?? [], 0.5)
  const ratios = ['signed POSTs', 'pg-boss'].map(
    (name) => `posthorn ÷ ${name} ${(median('posthorn') / median(name)).toFixed(2)}`,
  )
  const medians = contenders.map(({ name }) => `${name} ${median(name)}`)
  console.log(`${ratios.join(', ')} (delivered a second: ${medians.join(', ')})`)
}

await withDatabase(async (server) => {
  const traffic = await startTraffic()
  const contenders: Contender[] = []
  try {
    contenders.push(await startOurs(server.url, traffic))
    contenders.push(await startCeiling(traffic))
    contenders.push(await startPeer(server.url, traffic))
    await compare(contenders)
  } finally {
    for (const { stop } of contenders) await stop()
    traffic.stop()
  }
})
