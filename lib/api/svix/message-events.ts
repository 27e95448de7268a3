import { z } from 'zod'
import type { MessageView } from '#lib/domain/messages/schemas.ts'
import { eventTypeNameSchema, instantSchema, pageQuerySchema, queryList, tagSchema } from '#lib/domain/schemas.ts'
import { messageOut, presentMessageOut } from './message.ts'

/** Query of a reader that comes back for more: the iterator of its last answer goes on where that ended. */
export const messageEventsQuery = pageQuerySchema.omit({ order: true }).extend({
  event_types: queryList(eventTypeNameSchema).optional(),
  channels: queryList(tagSchema).optional(),
  after: instantSchema.optional(),
})

export const messageEventsOut = z.object({ data: z.array(messageOut), iterator: z.string(), done: z.boolean() })

// Messages may become visible a little out of order: a reader that went past a late one would never see it.
const SETTLED_AFTER_MS = 1_000

export function messageEventsFilter({ event_types, channels, ...rest }: z.output<typeof messageEventsQuery>) {
  return {
    before: new Date(Date.now() - SETTLED_AFTER_MS),
    ...rest,
    eventTypes: event_types,
    anyTags: channels,
    order: 'ascending' as const,
    withBody: true,
  }
}

/** Nothing new leaves the reader where it was. */
export function presentMessageEvents(
  page: { readonly data: readonly MessageView[]; readonly iterator: string | null; readonly done: boolean },
  asked: string | undefined,
): z.output<typeof messageEventsOut> {
  return {
    data: page.data.map((view) => presentMessageOut(view)),
    iterator: page.iterator ?? asked ?? '',
    done: page.done,
  }
}
