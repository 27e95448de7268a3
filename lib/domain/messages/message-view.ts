import { z } from 'zod'

export const messageViewSchema = z.object({
  id: z.string(),
  eventId: z.string().nullable(),
  eventType: z.string(),
  /** The tags that consumers' filters are matched with, and where each came from. */
  matchTags: z.array(z.object({ tag: z.string(), origin: z.enum(['create', 'payload', 'company']) })),
  labels: z.array(z.string()),
  company: z.string().nullable(),
  sourceId: z.string().nullable(),
  /** Bytes of the body. */
  size: z.int(),
  isTest: z.boolean(),
  isInbox: z.boolean(),
  createdAt: z.iso.datetime(),
  deliverAt: z.iso.datetime().nullable(),
  /** The exact text; null when expunged or not asked for. */
  body: z.string().nullable(),
})
export type MessageView = z.output<typeof messageViewSchema>
