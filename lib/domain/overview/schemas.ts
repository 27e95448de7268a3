import { z } from 'zod'
import { eventTypeCountSchema } from '../statistics/schemas.ts'

/** What is the matter with a consumer, most urgent first. */
export const attentionKindSchema = z.enum(['failing', 'disabled', 'backlog', 'certificate'])
export type AttentionKind = z.output<typeof attentionKindSchema>

export const attentionSchema = z.object({
  kind: attentionKindSchema,
  consumerId: z.string(),
  name: z.string(),
  url: z.string(),
  /** Since when it fails, is behind or disabled; when its certificate ends. */
  at: z.iso.datetime().nullable(),
  disabledReason: z.string().nullable(),
  /** Of its last failed attempt. */
  statusCode: z.int().nullable(),
  errorKind: z.string().nullable(),
  /** Deliveries in its queue, counted up to 10,000. */
  waiting: z.int(),
  rate: z.int().nullable(),
})
export type Attention = z.output<typeof attentionSchema>

export const failureGroupSchema = z.object({
  /** `http_4xx`, `timeout`, … */
  errorKind: z.string(),
  statusCode: z.int().nullable(),
  host: z.string(),
  attempts: z.int(),
  consumerIds: z.array(z.string()),
  lastAt: z.iso.datetime(),
})
export type FailureGroup = z.output<typeof failureGroupSchema>

export const overviewRejectionSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  sourceId: z.string().nullable(),
  sourceName: z.string(),
  reason: z.string(),
  detail: z.string(),
})
export type OverviewRejection = z.output<typeof overviewRejectionSchema>

export const overviewViewSchema = z.object({
  consumers: z.int(),
  attention: z.array(attentionSchema),
  /** Among the newest failed attempts of the range, with how many were looked at. */
  failures: z.array(failureGroupSchema),
  failuresLookedAt: z.int(),
  rejected: z.array(overviewRejectionSchema),
  queue: z.object({
    /** Deliveries of which each consumer's are counted up to 10,000; `isMore` when one has more. */
    waiting: z.int(),
    isMore: z.boolean(),
    /** Of them: due by now, failed with another try planned, and held by paused consumers. */
    due: z.int(),
    retrying: z.int(),
    held: z.int(),
    /** What has been due for longest, unless it is held. */
    oldestDue: z.object({ at: z.iso.datetime(), consumerId: z.string() }).nullable(),
  }),
  busiest: z.array(eventTypeCountSchema),
})
export type OverviewView = z.output<typeof overviewViewSchema>

export const overviewQuerySchema = z.object({ hours: z.coerce.number().int().min(1).max(336).default(6) })
