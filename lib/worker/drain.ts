import type { Logger } from 'pino'
import type { Claim, DeliveryStore, Settlement } from '#lib/engine/index.ts'
import type { Env } from '#lib/env.ts'
import { createDelivery } from './create-delivery.ts'
import { Maintenance } from './maintenance.ts'
import { advanceTasks, startTaskRunner } from './task-runner.ts'

/** Rows due this soon are waited for: a rate limit of one a second lets its next message go. */
const SOON_MS = 1_000
/** A function is small and short-lived: fewer sockets than a worker, and one process does nothing else. */
const SOCKETS = 500

export interface DrainOptions {
  readonly env: Env
  readonly log: Logger
  /** Ms after which nothing is claimed; what is under way may take one request timeout longer. */
  readonly forMs: number
  /** Attempts after which nothing is claimed. */
  readonly attempts: number
}

export interface DrainReport {
  readonly attempts: number
  readonly succeeded: number
  readonly failed: number
  /** Not tried: used-up steps of disabled consumers, and rows of deleted ones. */
  readonly skipped: number
  /** What ended the run: nothing left that is due, or one of the bounds. */
  readonly ended: 'empty' | 'time' | 'attempts'
}

const NOTHING: Claim = { deliveries: [], emptied: [], nextInMs: null }

/**
 * Delivers what is due, for a bounded time, where no worker runs: makes the partitions, advances background tasks,
 * claims until nothing is left, and keeps house. Runs may overlap each other and a worker: leases keep them apart.
 */
export async function drain({ env, log, forMs, attempts }: DrainOptions): Promise<DrainReport> {
  const deadline = performance.now() + forMs
  const tally = new Tally()
  const end = new End()
  const delivery = createDelivery({
    ...{ env, log, hotConnections: 4, plainConnections: 3, maxSockets: SOCKETS },
    wrap: (store) => watched(store, () => delivery.dispatcher.stats, end),
    onSettled: (settlement) => {
      tally.note(settlement)
      if (tally.attempts >= attempts) end.because('attempts')
    },
  })
  const { plain, clock, store, directory, dispatcher } = delivery
  const { POSTHORN_RETENTION_DAYS: retentionDays, POSTHORN_DISABLE_AFTER_HOURS: disableAfterHours } = env
  const maintenance = new Maintenance({ pool: plain, log, retentionDays, disableAfterHours })
  try {
    await maintenance.preparePartitions()
    await Promise.all([clock.measure(), directory.reload(), store.sweep(), advanceTasks(log)])
    const timer = setTimeout(() => end.because('time'), Math.max(0, deadline - performance.now()))
    const tasks = startTaskRunner(log)
    dispatcher.start()
    const ended = await end.reached
    clearTimeout(timer)
    await Promise.all([dispatcher.stop(), tasks.stop()])
    await delivery.flush()
    await maintenance.runDue()
    return { ...tally.counts, ended }
  } finally {
    await delivery.close()
  }
}

/** Why a run ends: the first reason counts. */
class End {
  #resolve: (reason: DrainReport['ended']) => void = () => {}
  readonly reached = new Promise<DrainReport['ended']>((resolve) => (this.#resolve = resolve))
  isReached = false

  because(reason: DrainReport['ended']): void {
    this.isReached = true
    this.#resolve(reason)
  }
}

class Tally {
  succeeded = 0
  failed = 0
  skipped = 0

  note({ record, verdict }: Settlement): void {
    if (record === null) this.skipped++
    else if (verdict.kind === 'success' || verdict.kind === 'cancelled') this.succeeded++
    else this.failed++
  }

  get attempts(): number {
    return this.succeeded + this.failed
  }

  get counts() {
    const { attempts, succeeded, failed, skipped } = this
    return { attempts, succeeded, failed, skipped }
  }
}

/** The store, and the end of the run as soon as a claim finds nothing while nothing was under way. */
function watched(
  store: DeliveryStore,
  stats: () => { readonly inFlight: number; readonly waiting: number },
  end: End,
): Pick<DeliveryStore, 'claim' | 'settle' | 'release' | 'sweep'> {
  return {
    settle: (batch) => store.settle(batch),
    release: (deliveries) => store.release(deliveries),
    sweep: () => store.sweep(),
    async claim(request) {
      if (end.isReached) return NOTHING
      const { inFlight, waiting } = stats()
      const claim = await store.claim(request)
      const isSoon = claim.nextInMs !== null && claim.nextInMs <= SOON_MS
      if (inFlight + waiting + claim.deliveries.length === 0 && !isSoon) end.because('empty')
      return claim
    },
  }
}
