import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { Streaming } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { LOG_FORMATS, type LogFormat } from '#lib/api/svix/log-export.ts'
import { exportDeliveries } from '#lib/domain/deliveries/export-deliveries.ts'
import type { MessageLogEntry } from '#lib/domain/deliveries/schemas.ts'
import { deliveryLogQuerySchema } from '#lib/domain/deliveries/schemas.ts'

export const maxDuration = 300

const exportQuery = deliveryLogQuerySchema
  .omit({ limit: true, iterator: true, order: true })
  .extend({ format: z.enum(['ndjson', 'csv']).default('ndjson') })

/** The log as a file, streamed as it is read, with the filters of the log. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/delivery/export',
    id: 'v1.delivery.export',
    permission: 'read',
    summary: 'Download the log as lines of JSON or as CSV',
    status: 200,
    media: 'application/x-ndjson',
    query: exportQuery,
    run: async ({ ctx, params, query: { format, ...filter } }) => {
      const pages = exportDeliveries(ctx, params.app_id, filter)
      const first = await pages.next()
      const name = `posthorn-log-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${format}`
      return new Streaming(fileStream(LOG_FORMATS[format], first.value ?? [], pages), {
        'content-type': LOG_FORMATS[format].contentType,
        'content-disposition': `attachment; filename="${name}"`,
      })
    },
  }),
)

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
