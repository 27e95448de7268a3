import { z } from 'zod'

/** Name of an event type: dotted text, as the Svix API takes it. */
export const eventTypeName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[a-zA-Z0-9\-_.]+$/, 'Use letters, digits, dots, dashes and underscores.')

const channel = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9\-_.:+]+$/, 'Use letters, digits and - _ . : +')

const label = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9\-_./\\#]+$/, 'Use letters, digits and - _ . / \\ #')

const unique = (items: readonly string[]) => new Set(items).size === items.length

/** How far ahead `deliverAt` may be, in ms. */
export const DELIVER_AT = { soonest: 60_000, latest: 24 * 3_600_000 } as const

/**
 * Body of message create. `channels` are tags, `tags` are labels. `payload` is checked here and stored from its raw
 * text (`read-create-message.ts`).
 */
export const createMessageSchema = z
  .object({
    eventType: eventTypeName,
    eventId: z
      .string()
      .min(1)
      .max(256)
      .regex(/^[a-zA-Z0-9\-_.]+$/, 'Use letters, digits, dots, dashes and underscores.')
      .refine((id) => !id.startsWith('msg_'), 'An eventId does not start with msg_: that is how message ids look.')
      .nullish(),
    payload: z.record(z.string(), z.unknown()),
    channels: z.array(channel).min(1).max(10).refine(unique, 'Each channel once.').nullish(),
    tags: z.array(label).max(5).refine(unique, 'Each tag once.').nullish(),
    deliverAt: z.iso.datetime({ offset: true }).nullish(),
    payloadRetentionPeriod: z.int().min(1).max(90).nullish(),
    payloadRetentionHours: z.int().min(1).max(2160).nullish(),
  })
  .refine((body) => body.payloadRetentionPeriod == null || body.payloadRetentionHours == null, {
    message: 'Give payloadRetentionPeriod or payloadRetentionHours, not both.',
    path: ['payloadRetentionHours'],
  })

/** What the create verb takes: the checked fields and the exact text of the payload. */
export interface CreateMessageInput extends z.output<typeof createMessageSchema> {
  readonly rawPayload: string
}
