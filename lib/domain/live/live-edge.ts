import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'

/**
 * The edge of what is complete: rows of transactions below `xmin` are all visible or rolled back. Transactions from
 * `xmax` on began after `at` (epoch ms). `oldest` is when the oldest transaction that still writes began.
 */
export interface LiveEdge {
  readonly xmin: bigint
  readonly xmax: bigint
  readonly at: number
  readonly oldest: number
}

const rowSchema = z.object({
  xmin: z.string().transform(BigInt),
  xmax: z.string().transform(BigInt),
  at: z.number(),
  oldest: z.number(),
})

/** The edge as it is at this moment. */
export async function readLiveEdge(): Promise<LiveEdge> {
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT pg_snapshot_xmin(s)::text AS xmin, pg_snapshot_xmax(s)::text AS xmax,
      (extract(epoch FROM statement_timestamp()) * 1000)::float8 AS at,
      (extract(epoch FROM coalesce(
        (SELECT min(xact_start) FROM pg_stat_activity WHERE backend_xid IS NOT NULL), statement_timestamp())) * 1000)::float8 AS oldest
    FROM pg_current_snapshot() AS s`
  return rowSchema.parse(rows[0])
}
