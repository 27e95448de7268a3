import { z } from 'zod'
import type { MessageView } from '#lib/domain/messages/schemas.ts'
import { eventTypeNameSchema, instantSchema, pageQuerySchema, queryList, tagSchema } from '#lib/domain/schemas.ts'
import { messageOut, presentMessageOut } from './message.ts'

/** Query of a reader that comes back for more: the iterator of its last answer goes on where that ended. */
export const messageEventsQuery = pageQuerySchema
  .omit({ order: true })
  .extend({
    event_types: queryList(eventTypeNameSchema).optional(),
    channels: queryList(tagSchema).optional(),
    after: instantSchema.optional(),
  })
  .transform(({ event_types, channels, ...rest }) => ({ ...rest, eventTypes: event_types, anyTags: channels }))

export const messageEventsOut = z.object({ data: z.array(messageOut), iterator: z.string(), done: z.boolean() })

/** A page of the poller, its messages as `MessageOut`. */
export function presentMessageEvents<E extends { readonly data: readonly MessageView[] }>(events: E) {
  return { ...events, data: events.data.map((view) => presentMessageOut(view)) }
}
