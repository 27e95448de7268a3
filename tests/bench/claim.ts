import pg from 'pg'
import { createHotPool } from '#lib/db/pg-pool.ts'
import type { ClaimRequest } from '#lib/engine/index.ts'
import { PostgresDeliveryStore } from '#lib/worker/postgres-delivery-store.ts'
import { quantile } from '#tests/support/quantile.ts'
import { systemClock } from '../integration/worker/fixtures.ts'
import { addConsumers, type BenchConsumer, withDatabase } from './bench-program.ts'

/**
 * Time to claim a delivery, by how many are due: the same statement over 1,000 rows and over 1,000,000, of 100 consumers.
 * CLAIMS (50) of 200 rows each.
 */
const BACKLOGS = [1_000, 1_000_000]
const CLAIMS = Number(process.env.CLAIMS ?? 50)
const CONSUMERS = 100
const REQUEST: ClaimRequest = {
  lanes: 20,
  perLane: 10,
  perLimitedLane: 10,
  limits: new Map(),
  except: [],
  bytes: 8 * 1024 * 1024,
}

/** As many messages as it takes for each consumer to have its share of the backlog due. */
async function fill(client: pg.Client, consumers: readonly BenchConsumer[], rows: number): Promise<void> {
  await client.query('truncate queue')
  await client.query(
    `with made as (
       insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
       select hot.uuid7(), $1, 'order.created', '{}', '{}', '{}', '{"n":1}', 7 from generate_series(1, $3::int) returning id
     )
     insert into queue (message_id, consumer, due_at, size)
     select id, key, now() - random() * interval '1 hour', 7 from made, unnest($2::int[]) key`,
    [consumers[0]?.instanceKey, consumers.map(({ key }) => key), rows / CONSUMERS],
  )
  await client.query('vacuum (analyze) queue, message')
}

/** µs a claimed row, of each claim. Everything is due again before each: the backlog keeps its size. */
async function measure(client: pg.Client, store: PostgresDeliveryStore): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < CLAIMS; n += 1) {
    await client.query('update lane set next_at = now()')
    const startedAt = performance.now()
    const { deliveries } = await store.claim(REQUEST)
    times.push(((performance.now() - startedAt) * 1000) / deliveries.length)
    await store.release(deliveries)
  }
  return times
}

await withDatabase(async (server) => {
  const consumers = await addConsumers(server.url, Array<string>(CONSUMERS).fill('http://127.0.0.1:9/'))
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const pool = createHotPool(server.url, 1)
  const store = new PostgresDeliveryStore({ pool, clock: systemClock })
  const medians: number[] = []
  for (const rows of BACKLOGS) {
    await fill(client, consumers, rows)
    await measure(client, store)
    medians.push(quantile(await measure(client, store), 0.5))
  }
  await pool.end()
  await client.end()
  const figures = BACKLOGS.map((rows, at) => `${rows} due ${medians[at]?.toFixed(1)} µs a row`)
  console.log(`claim: ${figures.join(', ')}; × ${((medians[1] ?? 0) / (medians[0] ?? 1)).toFixed(2)}`)
})
