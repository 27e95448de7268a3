import { z } from 'zod'

export const workerViewSchema = z.object({
  id: z.string(),
  hostname: z.string(),
  pid: z.int(),
  version: z.string(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  /** Heard of in the last ten seconds. */
  isAlive: z.boolean(),
  /** How late due deliveries start, ms. */
  lagMs: z.int(),
  /** Its clock against the database's, ms. */
  skewMs: z.int(),
  inFlight: z.int(),
  held: z.int(),
})
export type WorkerView = z.output<typeof workerViewSchema>

export const systemViewSchema = z.object({
  version: z.string(),
  database: z.object({ version: z.string(), bytes: z.number(), isEmbedded: z.boolean() }),
  /** Of the disk that holds the embedded database; null when the database is elsewhere. */
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
  workers: z.array(workerViewSchema),
  /** Deliveries of all instances that wait; `isMore` when there are more than were counted. */
  queue: z.object({
    waiting: z.int(),
    /** Of consumers that somebody paused: nobody is late with them, so that they are not due. */
    held: z.int(),
    due: z.int(),
    isMore: z.boolean(),
    oldestDueSeconds: z.number().nullable(),
  }),
  /** Secrets still encrypted with another key than the newest: at 0, POSTHORN_PREVIOUS_SECRETS can go. */
  staleSecrets: z.int(),
  retentionDays: z.int(),
  requestTimeoutMs: z.int(),
  disableAfterHours: z.number(),
  /** Seconds before each attempt, where an instance has no schedule of its own. */
  retrySchedule: z.array(z.int()),
  egressIps: z.array(z.string()),
})
export type SystemView = z.output<typeof systemViewSchema>
