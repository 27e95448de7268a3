import type { Worker } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import type { WorkerView } from './schemas.ts'

const ALIVE_MS = 10_000

/** `now` is database time, as `seenAt` is. */
export function presentWorker(row: Worker, now: Date): WorkerView {
  return {
    id: formatId('worker', row.id),
    hostname: row.hostname,
    pid: row.pid,
    version: row.version,
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    isAlive: now.getTime() - row.seenAt.getTime() < ALIVE_MS,
    lagMs: row.lagMs,
    skewMs: row.skewMs,
    inFlight: row.inFlight,
    held: row.held,
  }
}
