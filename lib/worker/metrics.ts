import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { LATENCY_BUCKETS } from '#lib/domain/deliveries/latency-buckets.ts'
import type { Settlement } from '#lib/engine/index.ts'

const SECONDS = LATENCY_BUCKETS.map((ms) => ms / 1000)

/** Figures of this process for Prometheus. */
export interface Metrics {
  answered(route: string, status: number, ms: number): void
  settled(settlement: Settlement): void
  failed(during: string): void
  text(): Promise<string>
}

export function createMetrics(gauges: Readonly<Record<string, () => number>>): Metrics {
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
  for (const [name, read] of Object.entries(gauges)) {
    new Gauge({
      name: `posthorn_${name}`,
      help: name.replaceAll('_', ' '),
      registers,
      collect() {
        this.set(read())
      },
    })
  }
  return {
    answered: (route, status, ms) => requests.observe({ route, status: String(status) }, ms / 1000),
    settled: ({ record, verdict }) => attempts.observe({ verdict: verdict.kind }, (record?.timings.total ?? 0) / 1000),
    failed: (during) => failures.inc({ during }),
    text: () => registry.metrics(),
  }
}
