import { quantile } from '#tests/support/quantile.ts'
import { BODY, publishBody } from './bench-body.ts'
import { addConsumers, PUBLISH_HEADERS, startWorker, withDatabase } from './bench-program.ts'
import { startTraffic } from './bench-traffic.ts'
import { startPacedTraffic } from './paced-traffic.ts'

/**
 * Time from publishing a message to its arrival at the consumer, at 200 a second and at 70 % of the most that this
 * machine delivers (fan-out 1, 100 consumers, 1.5 kB, fsync on, all indexes). SECONDS (10) at each rate.
 */
const SECONDS = Number(process.env.SECONDS ?? 10)
const COUNT = Number(process.env.COUNT ?? 5_000)
const CONSUMERS = 100
const CALM = 200
const SHARE = 0.7

await withDatabase(async (server) => {
  const paced = await startPacedTraffic()
  const traffic = await startTraffic()
  const urls = (port: number) => Array.from({ length: CONSUMERS }, (_, n) => `http://127.0.0.1:${port}/${n}`)
  const timed = await addConsumers(server.url, urls(paced.sinkPort))
  const flooded = await addConsumers(server.url, urls(traffic.sinkPort))
  const worker = await startWorker(server.url)
  const to = (consumers: typeof timed) => ({ origin: worker.origin, paths: consumers.map(({ path }) => path) })
  try {
    const flood = { ...to(flooded), headers: [PUBLISH_HEADERS], body: publishBody(BODY), connections: 100 }
    const rates: number[] = []
    for (const count of [COUNT, COUNT, COUNT]) rates.push((await traffic.measure({ ...flood, count })).delivered)
    const most = quantile(rates.slice(1), 0.5)
    const figures: string[] = []
    for (const rate of [CALM, Math.round(most * SHARE)]) {
      const pace = { ...to(timed), headers: PUBLISH_HEADERS, rate }
      await paced.measure({ ...pace, seconds: 1 })
      const times = await paced.measure({ ...pace, seconds: SECONDS })
      const [p50, p99] = [quantile(times, 0.5).toFixed(1), quantile(times, 0.99).toFixed(1)]
      figures.push(`at ${rate} a second p50 ${p50} ms, p99 ${p99} ms`)
    }
    console.log(`published → received: ${figures.join('; ')} (70 % of ${most})`)
  } finally {
    await worker.stop()
    traffic.stop()
    paced.stop()
  }
})
