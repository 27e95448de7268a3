import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { bulkChangeInputSchema } from '#lib/domain/consumers/schemas.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { taskViewSchema } from '#lib/domain/tasks/schemas.ts'
import { startBulkChange } from '#lib/domain/tasks/start-bulk-change.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/bulk-change',
    id: 'v1.endpoint.bulk-change',
    permission: 'consumer:write',
    summary: 'Enable, disable, pause, resume or delete many consumers, in the background',
    status: 202,
    body: bulkChangeInputSchema,
    response: taskViewSchema,
    replay: { again: ({ ctx, params }, id) => getTask(ctx, id, params.app_id) },
    run: ({ ctx, params, body }) => startBulkChange(ctx, params.app_id, body),
  }),
)
