import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import type { AttemptSeries, StatisticsPeriod } from './schemas.ts'
import { attemptCounts } from './select-attempt-counts.ts'

const PERIODS = {
  OneDay: { seconds: 86_400, grain: 'd', unasked: 28 },
  OneHour: { seconds: 3600, grain: 'h', unasked: 24 },
  FiveMinutes: { seconds: 300, grain: 'm', unasked: 72 },
} as const
const MOST_PERIODS = 2500

interface Row {
  readonly success: number
  readonly failure: number
  readonly cancelled: number
}

export interface SeriesQuestion {
  readonly startDate?: Date | undefined
  readonly endDate?: Date | undefined
  readonly period: StatisticsPeriod
  readonly eventTypes?: readonly string[] | undefined
}

/** Attempts of an instance, one number a period, whole periods in UTC. @throws DomainError `validation` for too many */
export async function getAttemptSeries(ctx: Context, instance: string, asked: SeriesQuestion): Promise<AttemptSeries> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const { seconds, grain, unasked } = PERIODS[asked.period]
  const end = asked.endDate ?? new Date()
  const since = floor(asked.startDate ?? new Date(end.getTime() - (unasked - 1) * seconds * 1000), seconds)
  const until = new Date(floor(new Date(end.getTime() - 1), seconds).getTime() + seconds * 1000)
  if ((until.getTime() - since.getTime()) / 1000 / seconds > MOST_PERIODS)
    throw new DomainError('validation', `Ask for at most ${MOST_PERIODS} periods, or for longer ones.`)
  const step = Prisma.sql`make_interval(secs => ${seconds}::float8)`
  const range = { instance: key, since, until, grain, eventTypes: asked.eventTypes ?? [] }
  const rows = await prisma().$queryRaw<Row[]>`
    select coalesce(sum(success), 0)::float8 as success, coalesce(sum(failure), 0)::float8 as failure,
      coalesce(sum(cancelled), 0)::float8 as cancelled
    from generate_series(${since}::timestamptz, ${until}::timestamptz - ${step}, ${step}) as period (start)
      left join (${attemptCounts(range)}) as counted on date_bin(${step}, counted.at, ${since}::timestamptz) = period.start
    group by period.start order by period.start`
  return {
    startDate: since.toISOString(),
    endDate: until.toISOString(),
    period: asked.period,
    data: {
      successCount: rows.map((row) => row.success),
      failureCount: rows.map((row) => row.failure),
      canceledCount: rows.map((row) => row.cancelled),
    },
  }
}

function floor(at: Date, seconds: number): Date {
  return new Date(Math.floor(at.getTime() / 1000 / seconds) * seconds * 1000)
}
