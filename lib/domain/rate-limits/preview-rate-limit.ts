import { prisma } from '#lib/db/client.ts'
import { EVERY_TYPE } from '../activity/every-type.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { type MinuteCount, passThrough } from './pass-through.ts'
import type { RatePreview, RatePreviewInput } from './schemas.ts'

/** What a rate limit would have meant for the traffic of some event types in the last 24 hours. */
export async function previewRateLimit(ctx: Context, instance: string, input: RatePreviewInput): Promise<RatePreview> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const { eventTypes, rate } = input
  const folded = eventTypes.length === 0 ? [EVERY_TYPE] : eventTypes
  const minutes = await prisma().$queryRaw<MinuteCount[]>`
    select (extract(epoch from at) / 60)::float8 as minute, sum(accepted)::float8 as count from (
      select at, accepted from rollup
      where instance = ${key}::int and grain = 'm' and consumer = 0 and event_type = any(${folded}::text[])
        and at >= now() - interval '24 hours'
      union all
      select date_trunc('minute', at), accepted from hot.rollup_delta
      where instance = ${key}::int and consumer = 0 and at >= now() - interval '24 hours'
        and (cardinality(${eventTypes}::text[]) = 0 or event_type = any(${eventTypes}::text[]))
    ) as counted
    group by 1 having sum(accepted) > 0 order by 1`
  const peakPerMinute = minutes.reduce((most, { count }) => Math.max(most, count), 0)
  const mostWaiting = rate === null ? 0 : passThrough(minutes, rate * 60)
  return { peakPerMinute, mostWaiting, longestSeconds: rate === null ? 0 : mostWaiting / rate }
}
