import { Prisma } from '#lib/db/generated/client.ts'
import { EVERY_TYPE } from './every-type.ts'

/** In a roll-up, the totals of the instance. */
export const WHOLE_INSTANCE = 0

export interface ActivityScope {
  readonly instance: number
  /** `WHOLE_INSTANCE`, or the key of one. */
  readonly consumer: number
  /** The roll-up's grain that is read. */
  readonly grain: 'm' | 'h'
  readonly eventType: string | undefined
}

/** Rows of counts from one instant to another: folded into the roll-ups, and not yet. */
export function activityCounts(scope: ActivityScope, from: Prisma.Sql, until: Prisma.Sql): Prisma.Sql {
  const { instance, consumer, grain, eventType } = scope
  const ofType = eventType === undefined ? Prisma.empty : Prisma.sql`and event_type = ${eventType}`
  // Deltas carry the consumer only: an instance's totals are all of its rows.
  const fresh = consumer === WHOLE_INSTANCE ? Prisma.empty : Prisma.sql`and consumer = ${consumer}`
  return Prisma.sql`
    select at, accepted, success, failure, retry, cancelled, histogram from rollup
    where instance = ${instance} and grain = ${grain} and consumer = ${consumer} and at >= ${from} and at < ${until}
      and event_type = ${eventType ?? EVERY_TYPE}
    union all
    select at, accepted, success, failure, retry, cancelled, histogram from hot.rollup_delta
    where instance = ${instance} and at >= ${from} and at < ${until} ${fresh} ${ofType}`
}
