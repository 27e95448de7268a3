import { z } from 'zod'
import { filterPreviewInputSchema } from '../filters/schemas.ts'
import { eventTypeNameSchema, rateSchema } from '../schemas.ts'

export const rateLimitStatusSchema = z.object({
  status: z.enum(['Ok', 'RateLimited']),
  /** When the delivery that has waited longest became due; null when none waits for the limit. */
  throttledSince: z.iso.datetime().nullable(),
  /** Messages per second; null without a limit. */
  rate: z.int().nullable(),
  /** The instance's own limit over all its consumers. */
  instanceRate: z.int().nullable(),
  /** Deliveries not finished, those of later tries included. */
  queued: z.int(),
  /** Of these, the ones that could be sent now. */
  due: z.int(),
  /** True where there are more than are counted. */
  isMore: z.boolean(),
  /** Until what is due has been sent at the limit; null without a limit or while paused. */
  secondsToDrain: z.number().nullable(),
  paused: z.boolean(),
})
export type RateLimitStatus = z.output<typeof rateLimitStatusSchema>

export const ratePreviewInputSchema = z.object({
  /** Empty: every event type. */
  eventTypes: z.array(eventTypeNameSchema).max(1000).default([]),
  /** Empty: every company. */
  tags: filterPreviewInputSchema.shape.tags,
  /** Messages per second; null without a limit. */
  rate: rateSchema.nullable().default(null),
})
export type RatePreviewInput = z.input<typeof ratePreviewInputSchema>

export const ratePreviewSchema = z.object({
  /** Messages in the busiest minute of the last 24 hours. */
  peakPerMinute: z.int(),
  /** How many of them would have waited for the limit at once. */
  mostWaiting: z.int(),
  /** How long the last of these would have waited. */
  longestSeconds: z.number(),
})
export type RatePreview = z.output<typeof ratePreviewSchema>
