import { z } from 'zod'
import { eventTypeNameSchema, instantSchema, queryList } from '../schemas.ts'

export const statisticsPeriodSchema = z.enum(['OneDay', 'OneHour', 'FiveMinutes'])
export type StatisticsPeriod = z.output<typeof statisticsPeriodSchema>

export const attemptSeriesQuerySchema = z.object({
  startDate: instantSchema.optional(),
  endDate: instantSchema.optional(),
  period: statisticsPeriodSchema.default('OneDay'),
  event_types: queryList(eventTypeNameSchema).optional(),
})

const counts = z.array(z.int())
export const attemptSeriesSchema = z.object({
  startDate: z.iso.datetime(),
  endDate: z.iso.datetime(),
  period: statisticsPeriodSchema,
  /** One number a period, oldest first. */
  data: z.object({ successCount: counts, failureCount: counts, canceledCount: counts }),
})
export type AttemptSeries = z.output<typeof attemptSeriesSchema>

export const attemptTotalsQuerySchema = z.object({
  since: instantSchema.optional(),
  until: instantSchema.optional(),
  event_types: queryList(eventTypeNameSchema).optional(),
})

const totals = { success: z.int(), failure: z.int(), canceled: z.int() }
export const attemptTotalsSchema = z.object({
  by_event_type: z.record(z.string(), z.object(totals)),
  total_success: z.int(),
  total_failure: z.int(),
  total_canceled: z.int(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
})
export type AttemptTotals = z.output<typeof attemptTotalsSchema>

export const consumerCountSchema = z.object({ active: z.int(), disabled: z.int() })
export type ConsumerCount = z.output<typeof consumerCountSchema>

export const eventTypeCountSchema = z.object({ eventType: z.string(), accepted: z.int() })
export type EventTypeCount = z.output<typeof eventTypeCountSchema>

export const eventTypeTrafficSchema = z.object({
  since: z.iso.datetime(),
  /** Those with traffic, busiest first. */
  data: z.array(eventTypeCountSchema),
})
export type EventTypeTraffic = z.output<typeof eventTypeTrafficSchema>
