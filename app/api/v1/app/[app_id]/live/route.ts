import { authenticate } from '#lib/api/core/authenticate.ts'
import { errorReply } from '#lib/api/core/error-response.ts'
import { eventStream } from '#lib/api/core/event-stream.ts'
import { requestContext } from '#lib/auth/request-context.ts'
import { openLiveLog } from '#lib/domain/live/open-live-log.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
export const maxDuration = 300

/** The live log as server-sent events; `Last-Event-ID` (or `?cursor=`) goes on where a reader was. */
export async function GET(request: Request, { params }: { params: Promise<{ app_id: string }> }): Promise<Response> {
  const url = new URL(request.url)
  const parts = { method: 'GET', url, headers: request.headers, body: new Uint8Array(), params: {} }
  const base = requestContext(request.headers)
  try {
    const ctx = { ...base, actor: await authenticate(parts) }
    const cursor = request.headers.get('last-event-id') ?? url.searchParams.get('cursor')
    const log = await openLiveLog(ctx, (await params).app_id, cursor)
    const read = async () => {
      const batch = await log.read()
      const gap = batch.hasGap ? [{ id: null, name: 'gap', data: {} }] : []
      const lines = batch.events.map(({ cursor: id, event }) => ({ id, data: event }))
      return { events: [...gap, ...lines], hasMore: batch.hasMore }
    }
    const onError = (err: unknown) => base.log.warn({ err }, 'live log ended')
    const stream = eventStream({ read, signal: request.signal, check: () => authenticate(parts), onError })
    const headers = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }
    return new Response(stream, { headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8' } })
  } catch (error) {
    const reply = errorReply(error, base)
    return new Response(reply.body, { status: reply.status, headers: reply.headers })
  }
}
