import { prisma } from '#lib/db/client.ts'
import { EVERY_TYPE } from '../activity/every-type.ts'
import type { Context } from '../context.ts'
import { previewFilter } from '../filters/preview-filter.ts'
import type { FilterPreviewInput } from '../filters/schemas.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { type MinuteCount, passThrough } from './pass-through.ts'
import { type RatePreview, type RatePreviewInput, ratePreviewInputSchema } from './schemas.ts'

/**
 * What a rate limit would have meant for the traffic of some event types in the last 24 hours. Roll-ups know no tags:
 * with tags it is the share of that traffic that the newest messages have, every minute alike.
 */
export async function previewRateLimit(ctx: Context, instance: string, input: RatePreviewInput): Promise<RatePreview> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const { eventTypes, tags, rate } = ratePreviewInputSchema.parse(input)
  const share = tags.length === 0 ? 1 : await shareOf(ctx, instance, { eventTypes, tags })
  const folded = eventTypes.length === 0 ? [EVERY_TYPE] : eventTypes
  const counted = await prisma().$queryRaw<MinuteCount[]>`
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
  const minutes = counted.map(({ minute, count }) => ({ minute, count: count * share }))
  const peakPerMinute = Math.ceil(minutes.reduce((most, { count }) => Math.max(most, count), 0))
  const mostWaiting = rate === null ? 0 : Math.ceil(passThrough(minutes, rate * 60))
  return { peakPerMinute, mostWaiting, longestSeconds: rate === null ? 0 : mostWaiting / rate }
}

/** Of the newest messages with these event types, the share that the tags let pass; all where there are none. */
async function shareOf(ctx: Context, instance: string, filter: FilterPreviewInput): Promise<number> {
  const { matched, typeOnly } = await previewFilter(ctx, instance, filter)
  return matched + typeOnly === 0 ? 1 : matched / (matched + typeOnly)
}
