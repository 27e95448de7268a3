import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import type { AttemptTotals } from './schemas.ts'
import { attemptCounts, grainSince } from './select-attempt-counts.ts'

interface Row {
  readonly event_type: string
  readonly success: number
  readonly failure: number
  readonly canceled: number
}

export interface TotalsQuestion {
  readonly since?: Date | undefined
  readonly until?: Date | undefined
  readonly eventTypes?: readonly string[] | undefined
}

/**
 * Attempts of an instance by event type, the last 28 days unless asked otherwise; older bounds count whole hours or
 * days.
 */
export async function getAttemptTotals(ctx: Context, instance: string, asked: TotalsQuestion): Promise<AttemptTotals> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const until = asked.until ?? new Date()
  const since = asked.since ?? new Date(until.getTime() - 28 * 86_400_000)
  const range = { instance: key, since, until, grain: grainSince(since), eventTypes: asked.eventTypes ?? [] }
  const rows = await prisma().$queryRaw<Row[]>`
    select event_type, sum(success)::float8 as success, sum(failure)::float8 as failure, sum(cancelled)::float8 as canceled
    from (${attemptCounts(range)}) as counted group by 1 having sum(success + failure + cancelled) > 0 order by 1`
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0)
  return {
    by_event_type: Object.fromEntries(rows.map(({ event_type, ...counts }) => [event_type, counts])),
    total_success: sum((row) => row.success),
    total_failure: sum((row) => row.failure),
    total_canceled: sum((row) => row.canceled),
    since: since.toISOString(),
    until: until.toISOString(),
  }
}
