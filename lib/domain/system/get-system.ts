import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { secretBox } from '#lib/encryption.ts'
import { env } from '#lib/env.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import type { Context } from '../context.ts'
import { FIRST_IN_LANE } from '../deliveries/first-in-lane.ts'
import { authorize } from '../permissions.ts'
import { presentWorker } from './present-worker.ts'
import type { SystemView } from './schemas.ts'
import { SEALED_COLUMNS, sealedKeyId } from './sealed-columns.ts'

/** Rows of the queue that are counted: beyond that "more" is said, so that the page stays quick. */
const COUNTED = 100_000

/** Version, database, disk, workers with their lag, depth of the queue, and what the environment sets. */
export async function getSystem(ctx: Context): Promise<SystemView> {
  authorize(ctx, 'system:read')
  const [workers, database, queue, disk, staleSecrets] = await Promise.all([
    prisma().worker.findMany({ orderBy: { startedAt: 'asc' }, take: 100 }),
    readDatabase(),
    readQueue(),
    readDisk(),
    countStaleSecrets(),
  ])
  const { POSTHORN_RETENTION_DAYS, POSTHORN_REQUEST_TIMEOUT_MS, POSTHORN_DISABLE_AFTER_HOURS } = env()
  return {
    version: packageJson.version,
    database: { version: database.version, bytes: database.bytes, isEmbedded: env().POSTHORN_EMBEDDED },
    disk,
    workers: workers.map((row) => presentWorker(row, database.now)),
    queue,
    staleSecrets,
    retentionDays: POSTHORN_RETENTION_DAYS,
    requestTimeoutMs: POSTHORN_REQUEST_TIMEOUT_MS,
    disableAfterHours: POSTHORN_DISABLE_AFTER_HOURS,
    retrySchedule: env().POSTHORN_RETRY_SCHEDULE,
    egressIps: env().POSTHORN_EGRESS_IPS,
  }
}

const databaseSchema = z.object({ version: z.string(), bytes: z.number(), now: z.date() })

async function readDatabase() {
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS bytes,
      clock_timestamp() AS now`
  return databaseSchema.parse(rows[0])
}

const queueSchema = z.object({
  waiting: z.number(),
  held: z.number(),
  due: z.number(),
  oldestDueSeconds: z.number().nullable(),
})

// Manual and test rows are due at a reserved past time: they say nothing about how late the rest is.
async function readQueue() {
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT count(*)::int AS waiting, count(*) FILTER (WHERE is_held)::int AS held,
      count(*) FILTER (WHERE due_at <= now() AND NOT is_held)::int AS due,
      max(extract(epoch FROM now() - due_at))
        FILTER (WHERE due_at <= now() AND due_at > ${Prisma.raw(FIRST_IN_LANE)} AND NOT is_held)::float8 AS "oldestDueSeconds"
    FROM (
      SELECT due_at, coalesce(lane.paused, false) AS is_held
      FROM (SELECT due_at, consumer FROM queue LIMIT ${COUNTED + 1}::int) AS counted LEFT JOIN lane USING (consumer)
    ) AS waiting`
  const { waiting, ...rest } = queueSchema.parse(rows[0])
  return { ...rest, waiting: Math.min(waiting, COUNTED), isMore: waiting > COUNTED }
}

async function countStaleSecrets(): Promise<number> {
  const counts = SEALED_COLUMNS.map(
    ({ table, column }) => `(SELECT count(*) FROM ${table} WHERE ${sealedKeyId(column)} <> $1)`,
  )
  const rows = await prisma().$queryRawUnsafe<{ n: number }[]>(
    `SELECT (${counts.join(' + ')})::int AS n`,
    secretBox().keyId,
  )
  return rows[0]?.n ?? 0
}

async function readDisk(): Promise<SystemView['disk']> {
  if (!env().POSTHORN_EMBEDDED) return null
  const stats = await statfs(env().POSTHORN_DATA_DIR).catch(() => null)
  return stats && { freeBytes: stats.bavail * stats.bsize, totalBytes: stats.blocks * stats.bsize }
}
