import pg from 'pg'
import { quantile } from '#tests/support/quantile.ts'
import { addConsumers, type BenchConsumer, PUBLISH_HEADERS, startWorker, withDatabase } from './bench-program.ts'
import { startPacedTraffic } from './paced-traffic.ts'

/**
 * Time from publishing a message to its arrival, at 200 a second: alone, and beside a consumer that never answers and
 * has 500,000 deliveries due. ROWS due, SECONDS (15) each.
 */
const ROWS = Number(process.env.ROWS ?? 500_000)
const SECONDS = Number(process.env.SECONDS ?? 15)
const RATE = 200

async function addBacklog(databaseUrl: string, { key, instanceKey }: BenchConsumer): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `with made as (
       insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
       select hot.uuid7(), $1, 'order.created', '{}', '{}', '{}', '{"late":true}', 13 from generate_series(1, $3::int) returning id
     )
     insert into queue (message_id, consumer, due_at, size) select id, $2, now(), 13 from made`,
    [instanceKey, key, ROWS],
  )
  await client.query('vacuum (analyze) queue, message')
  await client.query('update lane set next_at = now() where consumer = $1', [key])
  await client.end()
}

await withDatabase(async (server) => {
  const traffic = await startPacedTraffic()
  const sink = `http://127.0.0.1:${traffic.sinkPort}`
  const [fresh, hanging] = await addConsumers(server.url, [`${sink}/fresh`, `${sink}/hang`])
  if (fresh === undefined || hanging === undefined) throw new Error('no consumers')
  const worker = await startWorker(server.url)
  const pace = { origin: worker.origin, paths: [fresh.path], headers: PUBLISH_HEADERS, rate: RATE }
  try {
    await traffic.measure({ ...pace, seconds: 3 })
    const alone = await traffic.measure({ ...pace, seconds: SECONDS })
    await addBacklog(server.url, hanging)
    await traffic.measure({ ...pace, seconds: 3 }) // The worker meets the backlog.
    const beside = await traffic.measure({ ...pace, seconds: SECONDS })
    const figures = [alone, beside].map((times) => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) }))
    const [before, after] = figures.map(({ p50, p99 }) => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`)
    const ratio = (figures[1]?.p99 ?? Number.NaN) / (figures[0]?.p99 ?? Number.NaN)
    console.log(
      `fresh beside ${ROWS} due rows of a hanging consumer: ${after}; alone ${before}; p99 × ${ratio.toFixed(2)}`,
    )
  } finally {
    await worker.stop()
    traffic.stop()
  }
})
