import { z } from 'zod'
import { eventIdSchema, eventTypeNameSchema, instantSchema, isRecord, labelSchema, tagSchema } from '../schemas.ts'

const unique = (items: readonly string[]) => new Set(items).size === items.length

/** Looked at from outside only: `z.record` walks through every key, and what is stored is the text. */
const payloadSchema = z
  .unknown()
  .refine(isRecord, 'must be an object')
  .meta({ type: 'object', additionalProperties: {} })

/** How far ahead `deliverAt` may be, in ms. */
export const DELIVER_AT = { soonest: 60_000, latest: 24 * 3_600_000 } as const

/**
 * Body of message create. `channels` are tags, `tags` are labels. `payload` is checked here and stored from its raw
 * text (`read-create-message.ts`).
 */
export const createMessageSchema = z
  .object({
    eventType: eventTypeNameSchema,
    eventId: eventIdSchema.nullish(),
    payload: payloadSchema,
    channels: z.array(tagSchema).min(1).max(10).refine(unique, 'must name each channel once').nullish(),
    tags: z.array(labelSchema).max(5).refine(unique, 'must name each tag once').nullish(),
    deliverAt: instantSchema.nullish(),
    payloadRetentionPeriod: z.int().min(1).max(90).nullish(),
    payloadRetentionHours: z.int().min(1).max(2160).nullish(),
    /** An instance to make when there is none with that uid: read only then. */
    application: z.record(z.string(), z.unknown()).optional(),
  })
  .refine((body) => body.payloadRetentionPeriod == null || body.payloadRetentionHours == null, {
    message: 'Give payloadRetentionPeriod or payloadRetentionHours, not both.',
    path: ['payloadRetentionHours'],
  })

/** What the create verb takes: the checked fields and the exact text of the payload. */
export interface CreateMessageInput extends z.output<typeof createMessageSchema> {
  readonly rawPayload: string
}

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
  /** When its body goes: by its own retention, or the installation's. Null once it is gone. */
  keptUntil: z.iso.datetime().nullable(),
  /** The exact text; null when expunged or not asked for. */
  body: z.string().nullable(),
})
export type MessageView = z.output<typeof messageViewSchema>
