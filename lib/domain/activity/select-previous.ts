import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { type ActivityScope, activityCounts } from './activity-counts.ts'
import type { ActivityView } from './schemas.ts'

interface Row {
  readonly accepted: number
  readonly success: number
  readonly attempts: number
}

/** What came to pass in as much time before `since` as has gone by from then to now. */
export async function selectPrevious(scope: ActivityScope, since: Date): Promise<ActivityView['previous']> {
  const until = Prisma.sql`${since}::timestamptz`
  const from = Prisma.sql`(${until} - (now() - ${until}))`
  const [row] = await prisma().$queryRaw<Row[]>`
    select coalesce(sum(accepted), 0)::float8 as accepted, coalesce(sum(success), 0)::float8 as success,
      coalesce(sum(success + failure + retry), 0)::float8 as attempts
    from (${activityCounts(scope, from, until)}) as counted`
  const { accepted, success, attempts } = row ?? { accepted: 0, success: 0, attempts: 0 }
  return { accepted, successRate: attempts === 0 ? null : success / attempts }
}
