import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { uuidTime } from '../ids.ts'
import { uuidFloor } from '../messages/time-bounds.ts'
import { REJECTIONS_KEPT } from './record-rejection.ts'
import type { SourceTraffic } from './schemas.ts'

/** Messages of one source that are counted: the cost stays the same however many there are. */
const COUNTED = 10_000
const DAY_MS = 86_400_000

const rowSchema = z.object({
  id: z.string(),
  accepted: z.number(),
  rejected: z.number(),
  lastAccepted: z.string().nullable(),
  lastRejected: z.string().nullable(),
})

/** What each of these sources took and refused in the last 24 hours, by its id, in one statement. */
export async function selectTraffic(ids: readonly string[]): Promise<ReadonlyMap<string, SourceTraffic>> {
  if (ids.length === 0) return new Map()
  const since = uuidFloor(new Date(Date.now() - DAY_MS))
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT s.id::text, accepted.n AS accepted, accepted.last::text AS "lastAccepted",
      rejected.n AS rejected, rejected.last::text AS "lastRejected"
    FROM unnest(${[...ids]}::uuid[]) AS s(id)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS n, (array_agg(id))[1] AS last FROM (
        SELECT id FROM message WHERE source_id = s.id AND id >= ${since}::uuid
        ORDER BY id DESC LIMIT ${COUNTED + 1}::int) AS newest
    ) AS accepted
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS n, (array_agg(id))[1] AS last FROM (
        SELECT id FROM rejected_request WHERE source_id = s.id AND id >= ${since}::uuid ORDER BY id DESC) AS newest
    ) AS rejected`
  return new Map(rows.map((raw) => presentTraffic(rowSchema.parse(raw))))
}

function presentTraffic(row: z.output<typeof rowSchema>): [string, SourceTraffic] {
  const { id, accepted, rejected, lastAccepted, lastRejected } = row
  const last = [lastAccepted, lastRejected].flatMap((each) => (each === null ? [] : [uuidTime(each)]))
  return [
    id,
    {
      accepted: Math.min(accepted, COUNTED),
      isAcceptedMore: accepted > COUNTED,
      rejected,
      // Only so many are kept, so there may have been more of them.
      isRejectedMore: rejected >= REJECTIONS_KEPT,
      lastAt: last.length === 0 ? null : new Date(Math.max(...last)).toISOString(),
    },
  ]
}
