// CPU of Node and of Postgres per message of the two hot statements alone, by batch size. Run: npx tsx tests/bench/store-cost.ts
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createHotPool } from '#lib/db/pg-pool.ts'
import { newUuid } from '#lib/domain/ids.ts'
import type { Publication, Settlement } from '#lib/engine/index.ts'
import { PostgresDeliveryStore } from '#lib/worker/postgres-delivery-store.ts'
import { startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'
import { buildPublication, buildRecord } from '#tests/support/delivery-factories.ts'
import { configVersion, insertConsumer, insertInstance, systemClock } from '../integration/worker/fixtures.ts'
import { cpuSeconds } from './process-cpu.ts'

const CONSUMERS = 100
const MESSAGES = Number(process.env.MESSAGES ?? 4_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const BATCHES = (process.env.BATCHES ?? '10,40,160').split(',').map(Number)
const BODY = JSON.stringify({ type: 'order.created', seq: 0, data: 'x'.repeat(1_450) })

interface Target {
  readonly instance: number
  readonly consumer: number
  readonly version: number
}

async function prepare(url: string): Promise<Target[]> {
  await migrate(url)
  const pool = createHotPool(url, 1)
  const targets: Target[] = []
  for (let n = 0; n < CONSUMERS; n++) {
    const instance = await insertInstance(pool)
    const consumer = await insertConsumer(pool, instance)
    targets.push({ instance: instance.key, consumer, version: await configVersion(pool, instance) })
  }
  await pool.end()
  return targets
}

function publications(targets: readonly Target[]): Publication[] {
  return Array.from({ length: MESSAGES }, (_, n) => {
    const target = targets[n % targets.length]
    if (target === undefined) throw new Error('no consumer')
    const message = { id: newUuid(), instanceKey: target.instance, body: BODY, size: BODY.length }
    return buildPublication({ message, consumers: [target.consumer], configVersion: target.version })
  })
}

const inBatches = <T>(all: readonly T[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

/** µs of CPU a message, of this process and of Postgres. */
async function cost(postgres: number, run: () => Promise<void>): Promise<{ node: number; postgres: number }> {
  const before = { node: process.cpuUsage(), postgres: cpuSeconds(postgres, true) }
  await run()
  const { user, system } = process.cpuUsage(before.node)
  return {
    node: (user + system) / MESSAGES,
    postgres: ((cpuSeconds(postgres, true) - before.postgres) * 1e6) / MESSAGES,
  }
}

const least = (values: readonly number[]) => Math.round(Math.min(...values))

async function measure(store: PostgresDeliveryStore, targets: readonly Target[], size: number, postgres: number) {
  const published: { node: number; postgres: number }[] = []
  const settled: { node: number; postgres: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const settlements: Settlement[] = []
    const batches = inBatches(publications(targets), size)
    published.push(
      await cost(postgres, async () => {
        for (const batch of batches) {
          for (const outcome of await store.publish(batch, () => true)) {
            if (outcome.kind !== 'stored') throw new Error(outcome.kind)
            for (const delivery of outcome.leased) {
              settlements.push({ delivery, record: buildRecord(), verdict: { kind: 'success' } })
            }
          }
        }
      }),
    )
    settled.push(
      await cost(postgres, async () => {
        for (const batch of inBatches(settlements, size)) await store.settle(batch)
      }),
    )
  }
  const text = (name: string, all: typeof published) =>
    `${name}: Node ${least(all.map(({ node }) => node))}, Postgres ${least(all.map((one) => one.postgres))}`
  console.log(
    `batches of ${size}, CPU µs a message, least of ${ROUNDS}: ${text('publish', published)}; ${text('settle', settled)}`,
  )
}

async function main(): Promise<void> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-bench-'))
  await fs.chmod(dir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  const server = await startEmbeddedPostgres({ dir, database: 'posthorn' })
  try {
    const targets = await prepare(server.url)
    const pool = createHotPool(server.url, 1)
    const store = new PostgresDeliveryStore({ pool, clock: systemClock })
    for (const size of BATCHES) await measure(store, targets, size, server.pid)
    await pool.end()
  } finally {
    await server.stop()
    await fs.rm(dir, { recursive: true, force: true })
  }
}

await main()
