import { defineRoute } from '#lib/api/core/define-route.ts'
import { REJECTION_STATUS } from '#lib/api/core/handle-receive-webhook.ts'
import { toNext } from '#lib/api/next.ts'
import { presentPage } from '#lib/api/svix/pages.ts'
import { ingestLogPage, presentIngestLog, sourceInstance } from '#lib/api/svix/source.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'
import { getSource } from '#lib/domain/sources/get-source.ts'
import { listRejections } from '#lib/domain/sources/list-rejections.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/ingest/api/v1/source/{source_id}/log',
    id: 'v1.ingest.log.list',
    permission: 'source:read',
    summary: 'List the requests that a source did not let in',
    status: 200,
    query: pageQuerySchema,
    response: ingestLogPage,
    run: async ({ ctx, instanceId, params, query }) => {
      const instance = await sourceInstance({ ctx, instanceId })
      const { id } = await getSource(ctx, instance, params.source_id)
      const page = await listRejections(ctx, instance, id, query)
      return presentPage(page, (view) => presentIngestLog(id, REJECTION_STATUS[view.reason], view))
    },
  }),
)
