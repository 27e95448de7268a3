import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { EVERY_TYPE } from '../activity/every-type.ts'
import type { EventTypeCount } from './schemas.ts'

const rowSchema = z.object({ eventType: z.string(), accepted: z.number() })

/** From here on whole days are added up: two weeks of hours would be thousands of rows. */
const HOURLY_MS = 48 * 3_600_000

/** Event types by messages accepted: hours or days of the roll-ups and what is not folded into them yet. */
export async function selectAccepted(instanceKey: number, since: Date, limit: number): Promise<EventTypeCount[]> {
  const [grain, unit] = Date.now() - since.getTime() > HOURLY_MS ? ['d', 'day'] : ['h', 'hour']
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT event_type AS "eventType", sum(accepted)::int AS accepted FROM (
      SELECT event_type, accepted FROM rollup
      WHERE instance = ${instanceKey}::int AND grain = ${grain} AND at >= date_trunc(${unit}, ${since}::timestamptz, 'UTC') AND consumer = 0
        AND event_type <> ${EVERY_TYPE}
      UNION ALL
      SELECT event_type, accepted FROM hot.rollup_delta
      WHERE instance = ${instanceKey}::int AND consumer = 0 AND at >= date_trunc(${unit}, ${since}::timestamptz, 'UTC')
    ) AS both_parts
    GROUP BY event_type HAVING sum(accepted) > 0 ORDER BY sum(accepted) DESC, event_type LIMIT ${limit}::int`
  return rows.map((row) => rowSchema.parse(row))
}
