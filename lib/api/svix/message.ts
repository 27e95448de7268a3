import { z } from 'zod'
import { formatId } from '#lib/domain/ids.ts'
import { type MessageView, messageViewSchema } from '#lib/domain/messages/schemas.ts'
import {
  eventTypeNameSchema,
  instantSchema,
  labelSchema,
  pageQuerySchema,
  queryFlagSchema,
  queryList,
  tagSchema,
} from '#lib/domain/schemas.ts'
import { RawJson } from '../core/json-text.ts'

/** Query of the message lists. */
export const messageListQuery = pageQuerySchema.omit({ order: true }).extend({
  channel: tagSchema.optional(),
  tag: labelSchema.optional(),
  before: instantSchema.optional(),
  after: instantSchema.optional(),
  with_content: queryFlagSchema.default(true),
  event_types: queryList(eventTypeNameSchema).optional(),
})

/** That query in our words: channels are tags, their tags are labels. */
export function messageFilter({ channel, tag, event_types, with_content, ...rest }: z.output<typeof messageListQuery>) {
  return { ...rest, tag: channel, label: tag, eventTypes: event_types, withBody: with_content }
}

export const messageOut = messageViewSchema.omit({ body: true, createdAt: true }).extend({
  payload: z.json(),
  channels: z.array(z.string()).nullable(),
  tags: z.array(z.string()).nullable(),
  timestamp: z.iso.datetime(),
})

/** A message as it is answered: its payload is the exact text that came in. */
export type MessageOut = Omit<z.output<typeof messageOut>, 'payload'> & { readonly payload: RawJson }

/** A message as `MessageOut`: its body goes out as it came in. */
export function presentMessageOut({ body, createdAt, ...view }: MessageView, withContent = true): MessageOut {
  const given = view.matchTags.filter(({ origin }) => origin === 'create').map(({ tag }) => tag)
  return {
    ...view,
    payload: payloadOut(withContent ? body : '{}'),
    channels: given.length === 0 ? null : given,
    tags: view.labels.length === 0 ? null : view.labels,
    timestamp: createdAt,
  }
}

// What these clients get in place of a body that was expunged.
function payloadOut(body: string | null): RawJson {
  return new RawJson(body ?? '{"expired":true}')
}

interface CreatedMessage {
  readonly id: string
  readonly eventId: string | null
  readonly eventType: string
  readonly rawPayload: string
  readonly channels: readonly string[]
  readonly labels: readonly string[]
  readonly createdAt: Date
  readonly deliverAt: Date | null
}

/** A message just accepted. */
export function presentCreatedMessage(message: CreatedMessage, withContent: boolean) {
  const { id, eventId, eventType, rawPayload, channels, labels, createdAt, deliverAt } = message
  return {
    id: formatId('message', id),
    eventId,
    eventType,
    payload: payloadOut(withContent ? rawPayload : '{}'),
    channels: channels.length === 0 ? null : channels,
    tags: labels.length === 0 ? null : labels,
    timestamp: createdAt,
    deliverAt,
  }
}

/** Body of the search: the list's query as JSON, with text in the body beside it. */
export const messageSearchIn = z.object({
  limit: z.int().min(1).max(250).optional(),
  iterator: z
    .string()
    .max(1024)
    .nullish()
    .transform((text) => text ?? undefined),
  channel: tagSchema.nullish().transform((text) => text ?? undefined),
  tag: labelSchema.nullish().transform((text) => text ?? undefined),
  before: instantSchema.nullish().transform((at) => at ?? undefined),
  after: instantSchema.nullish().transform((at) => at ?? undefined),
  with_content: z.boolean().default(false),
  event_types: z
    .array(eventTypeNameSchema)
    .max(500)
    .nullish()
    .transform((list) => list ?? undefined),
  text: z.string().min(1).max(256).optional(),
})
