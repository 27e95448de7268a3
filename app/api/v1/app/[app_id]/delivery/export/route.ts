import { z } from 'zod'
import { authenticate } from '#lib/api/core/authenticate.ts'
import { errorReply, problemsOf } from '#lib/api/core/error-response.ts'
import { LOG_FORMATS, type LogFormat } from '#lib/api/svix/log-export.ts'
import { requestContext } from '#lib/auth/request-context.ts'
import { exportDeliveries } from '#lib/domain/deliveries/export-deliveries.ts'
import type { MessageLogEntry } from '#lib/domain/deliveries/list-deliveries.ts'
import { deliveryLogQuerySchema } from '#lib/domain/deliveries/schemas.ts'
import { DomainError } from '#lib/domain/errors.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
export const maxDuration = 300

const querySchema = deliveryLogQuerySchema.extend({ format: z.enum(['ndjson', 'csv']).default('ndjson') })

/** The log as a file, streamed as it is read: `?format=ndjson|csv` and the filters of the log. */
export async function GET(request: Request, { params }: { params: Promise<{ app_id: string }> }): Promise<Response> {
  const url = new URL(request.url)
  const parts = { method: 'GET', url, headers: request.headers, body: new Uint8Array(), params: {} }
  const base = requestContext(request.headers)
  try {
    const ctx = { ...base, actor: await authenticate(parts) }
    const query = querySchema.safeParse(Object.fromEntries(url.searchParams))
    if (!query.success)
      throw new DomainError('validation', 'Some fields are wrong.', { problems: problemsOf(query.error, 'query') })
    const { format, ...filter } = query.data
    const pages = exportDeliveries(ctx, (await params).app_id, filter)
    const first = await pages.next()
    const stream = fileStream(LOG_FORMATS[format], first.value ?? [], pages)
    const name = `posthorn-log-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${format}`
    const headers = { 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${name}"` }
    return new Response(stream, { headers: { ...headers, 'content-type': LOG_FORMATS[format].contentType } })
  } catch (error) {
    const reply = errorReply(error, base)
    return new Response(reply.body, { status: reply.status, headers: reply.headers })
  }
}

function fileStream(
  { head, line }: LogFormat,
  first: readonly MessageLogEntry[],
  rest: AsyncGenerator<readonly MessageLogEntry[], void>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head + first.map(line).join(''))),
    async pull(controller) {
      const { value, done } = await rest.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value.map(line).join('')))
    },
    cancel: () => void rest.return(),
  })
}
