import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import type { OverviewView } from './schemas.ts'

/** Failed attempts looked at, newest first: the cost stays the same however many there are. */
const LOOKED_AT = 1000
const GROUPS = 8
const CONSUMERS = 50

// A regular expression took five times as long as finding the attempts.
const HOST = Prisma.raw(`split_part(split_part(split_part(split_part(url, '://', 2), '/', 1), '?', 1), '#', 1)`)

const rowSchema = z.object({
  errorKind: z.string(),
  statusCode: z.number().nullable(),
  host: z.string(),
  attempts: z.number(),
  // One an attempt: sorting a thousand attempts by cause and host for distinct ones takes longer than finding them.
  consumers: z.array(z.number()).transform((keys) => [...new Set(keys)].sort((left, right) => left - right)),
  lastAt: z.date(),
  lookedAt: z.number(),
})

/** Failures by cause and host over all consumers of an instance. */
export async function selectFailures(
  instanceKey: number,
  since: Date,
): Promise<Pick<OverviewView, 'failures' | 'failuresLookedAt'>> {
  const raw = await prisma().$queryRaw<unknown[]>`
    WITH newest AS MATERIALIZED (
      SELECT consumer, at, status_code, error_kind, ${HOST} AS host FROM attempt
      WHERE instance = ${instanceKey}::int AND outcome IN (1, 2) AND at >= ${since}::timestamptz
      ORDER BY at DESC LIMIT ${LOOKED_AT}::int)
    SELECT coalesce(error_kind, 'unknown') AS "errorKind", status_code AS "statusCode",
      host, count(*)::int AS attempts,
      array_agg(consumer) AS consumers, max(at) AS "lastAt", (SELECT count(*)::int FROM newest) AS "lookedAt"
    FROM newest WHERE host <> ''
    GROUP BY 1, 2, 3 ORDER BY count(*) DESC LIMIT ${GROUPS}::int`
  const rows = raw.map((row) => rowSchema.parse(row))
  const keys = [...new Set(rows.flatMap(({ consumers }) => consumers.slice(0, CONSUMERS)))]
  const known = await prisma().consumer.findMany({
    where: { key: { in: keys }, deletedAt: null },
    select: { key: true, id: true },
  })
  const ids = new Map(known.map(({ key, id }) => [key, formatId('consumer', id)]))
  const failures = rows.map(({ consumers, lastAt, lookedAt: _, ...rest }) => ({
    ...rest,
    consumerIds: consumers.slice(0, CONSUMERS).flatMap((key) => ids.get(key) ?? []),
    lastAt: lastAt.toISOString(),
  }))
  return { failures, failuresLookedAt: rows[0]?.lookedAt ?? 0 }
}
