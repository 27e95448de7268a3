import type { ChildProcess } from 'node:child_process'
import cluster, { type Worker } from 'node:cluster'
import type { z } from 'zod'
import { figuresAsked, type figuresTold } from '#lib/worker/figures-exchange.ts'
import { PRELOAD } from './supervise.ts'
import { WORKER_FLAGS } from './v8-flags.ts'

/** Starts a worker process. All that one process starts this way share their port. */
export function forkWorker(env: Readonly<Record<string, string | undefined>>): ChildProcess {
  // Each accepts for itself: what the starting process had handed to one that just died would hang for ever.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({
    exec: 'lib/worker/main.ts',
    args: [],
    execArgv: [...WORKER_FLAGS, '--import', PRELOAD, '--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const worker = cluster.fork(env)
  worker.on('message', (message) => {
    const { data } = figuresAsked.safeParse(message)
    if (data !== undefined) void tellFigures(worker, data.id)
  })
  return worker.process
}

async function tellFigures(worker: Worker, id: number): Promise<void> {
  const { AggregatorRegistry } = await import('prom-client')
  const text = await new AggregatorRegistry().clusterMetrics().catch(() => null)
  if (worker.isConnected()) worker.send({ kind: 'figures told', id, text } satisfies z.input<typeof figuresTold>)
}
