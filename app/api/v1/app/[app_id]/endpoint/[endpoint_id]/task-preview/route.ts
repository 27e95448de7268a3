import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { taskPreviewIn } from '#lib/api/svix/task.ts'
import { previewTask } from '#lib/domain/tasks/preview-task.ts'
import { taskPreviewSchema } from '#lib/domain/tasks/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/task-preview',
    id: 'v1.task.preview',
    permission: 'read',
    summary: 'Say how many messages a recover or replay would send, and how long it takes',
    status: 200,
    body: taskPreviewIn,
    response: taskPreviewSchema,
    run: ({ ctx, params, body: { kind, iterator, ...range } }) =>
      previewTask(ctx, { instance: params.app_id, consumer: params.endpoint_id }, kind, range, iterator),
  }),
)
