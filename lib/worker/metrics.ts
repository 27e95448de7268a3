import cluster from 'node:cluster'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { LATENCY_BUCKETS } from '#lib/domain/deliveries/latency-buckets.ts'
import type { Settlement } from '#lib/engine/index.ts'
import { figuresOfAll } from './figures-of-all.ts'

const SECONDS = LATENCY_BUCKETS.map((ms) => ms / 1000)

/** Figures for Prometheus, of this process and of those that share its port. */
export interface Metrics {
  answered(route: string, status: number, ms: number): void
  settled(settlement: Settlement): void
  failed(during: string): void
  text(): Promise<string>
}

/** Gauges by name: over several processes some are summed, of others the largest counts. */
export type Gauges = Readonly<Record<'sum' | 'max', Readonly<Record<string, () => number>>>>

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'posthorn_ingest_seconds',
    help: 'Time to accept a message durably.',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const attempts = new Histogram({
    name: 'posthorn_attempt_seconds',
    help: 'Time of an attempt.',
    labelNames: ['verdict'],
    buckets: SECONDS,
    registers,
  })
  const failures = new Counter({
    name: 'posthorn_worker_failures_total',
    help: 'Failures of the database or the directory, by what was being done.',
    labelNames: ['during'],
    registers,
  })
  for (const aggregator of ['sum', 'max'] as const) {
    for (const [name, read] of Object.entries(gauges[aggregator])) {
      new Gauge({
        name: `posthorn_${name}`,
        help: name.replaceAll('_', ' '),
        registers,
        aggregator,
        collect() {
          this.set(read())
        },
      })
    }
  }
  return {
    answered: (route, status, ms) => requests.observe({ route, status: String(status) }, ms / 1000),
    settled: ({ record, verdict }) => attempts.observe({ verdict: verdict.kind }, (record?.timings.total ?? 0) / 1000),
    failed: (during) => failures.inc({ during }),
    text: cluster.isWorker ? figuresOfAll(registry) : () => registry.metrics(),
  }
}
