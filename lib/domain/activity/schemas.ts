import { z } from 'zod'

export const activityRangeSchema = z.enum(['6h', '24h', '7d', '14d'])
export type ActivityRange = z.output<typeof activityRangeSchema>

const counts = {
  /** Messages accepted; of an instance only. */
  accepted: z.int(),
  /** Attempts answered 2xx. */
  success: z.int(),
  /** Attempts that failed and were the last. */
  failure: z.int(),
  /** Attempts that failed with another to come. */
  retry: z.int(),
  /** Stopped by the transformation. */
  cancelled: z.int(),
  /** Milliseconds, estimated within a latency bucket; null without attempts. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
}

export const activityViewSchema = z.object({
  range: activityRangeSchema,
  bucketSeconds: z.int(),
  /** Oldest first, none left out; the last one is still filling. */
  buckets: z.array(z.object({ at: z.iso.datetime(), ...counts })),
  totals: z.object({
    ...counts,
    /** Share of attempts that succeeded, 0–1; null without attempts. */
    successRate: z.number().nullable(),
  }),
  /** The same time before that, to compare with. */
  previous: z.object({ accepted: z.int(), successRate: z.number().nullable() }),
})
export type ActivityView = z.output<typeof activityViewSchema>
