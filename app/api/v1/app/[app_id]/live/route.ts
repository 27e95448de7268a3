import { z } from 'zod'
import { authenticate } from '#lib/api/core/authenticate.ts'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { eventStream } from '#lib/api/core/event-stream.ts'
import { Streaming } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { openLiveLog } from '#lib/domain/live/open-live-log.ts'
import { liveEventSchema } from '#lib/domain/live/schemas.ts'

export const maxDuration = 300

/** Each event's data is one line of the log; its id goes on from there, as `Last-Event-ID` or `?cursor=`. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/live',
    id: 'v1.live.stream',
    permission: 'source:read',
    summary: 'Follow what is received, sent, retried and rejected, as server-sent events',
    status: 200,
    media: 'text/event-stream',
    query: z.object({ cursor: z.string().max(256).optional() }),
    response: liveEventSchema,
    run: async ({ ctx, params, query, request }) => {
      const cursor = request.headers.get('last-event-id') ?? query.cursor ?? null
      const log = await openLiveLog(ctx, params.app_id, cursor)
      const read = async () => {
        const batch = await log.read()
        const gap = batch.hasGap ? [{ id: null, name: 'gap', data: {} }] : []
        const lines = batch.events.map(({ cursor: id, event }) => ({ id, data: event }))
        return { events: [...gap, ...lines], hasMore: batch.hasMore }
      }
      const onError = (err: unknown) => ctx.log.warn({ err }, 'live log ended')
      return new Streaming(eventStream({ read, signal: request.signal, check: () => authenticate(request), onError }))
    },
  }),
)
