import { Prisma } from '#lib/db/generated/client.ts'
import { EVERY_TYPE } from '../activity/every-type.ts'

/** A roll-up's grain: minutes are kept for days, hours for months, days for good. */
export type Grain = 'm' | 'h' | 'd'

export interface CountRange {
  readonly instance: number
  readonly since: Date
  /** Not included. */
  readonly until: Date
  readonly grain: Grain
  readonly eventTypes: readonly string[]
}

/**
 * Rows `(at, event_type, success, failure, cancelled)` of an instance: folded and not folded yet. `failure` counts
 * every failed attempt.
 */
export function attemptCounts({ instance, since, until, grain, eventTypes }: CountRange): Prisma.Sql {
  const within = Prisma.sql`instance = ${instance}::int and at >= ${since} and at < ${until}
    and (cardinality(${eventTypes}::text[]) = 0 or event_type = any (${eventTypes}::text[]))`
  return Prisma.sql`
    select at, event_type, success, failure + retry as failure, cancelled from rollup
    where ${within} and grain = ${grain} and consumer = 0 and event_type <> ${EVERY_TYPE}
    union all
    select at, event_type, success, failure + retry, cancelled from hot.rollup_delta where ${within}`
}

/** The finest grain that is still kept for a time. */
export function grainSince(since: Date): Grain {
  const days = (Date.now() - since.getTime()) / 86_400_000
  if (days < 2) return 'm'
  return days < 89 ? 'h' : 'd'
}
