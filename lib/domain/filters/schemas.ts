import { z } from 'zod'
import { eventTypeNameSchema, tagSchema } from '../schemas.ts'

export const filterPreviewInputSchema = z.object({
  /** Empty: every event type. */
  eventTypes: z.array(eventTypeNameSchema).max(1000).default([]),
  /** Empty: every company. */
  tags: z.array(tagSchema).max(10).default([]),
})
export type FilterPreviewInput = z.output<typeof filterPreviewInputSchema>

export const filterPreviewSchema = z.object({
  /** Messages looked at: the last 1,000, or all there are. */
  considered: z.int(),
  /** When the oldest and the newest of them were accepted; null without any. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  matched: z.int(),
  /** Of the others, how many have one of the event types and fail on the tags. */
  typeOnly: z.int(),
  /** The newest that match. */
  samples: z.array(
    z.object({
      id: z.string(),
      eventType: z.string(),
      tags: z.array(z.string()),
      company: z.string().nullable(),
      /** Of one that has a name. */
      companyName: z.string().nullable(),
      timestamp: z.iso.datetime(),
    }),
  ),
})
export type FilterPreview = z.output<typeof filterPreviewSchema>
