import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { cancelTask } from '#lib/domain/tasks/cancel-task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { taskViewSchema } from '#lib/domain/tasks/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/task/{task_id}/cancel',
    id: 'v1.task.cancel',
    permission: 'delivery:write',
    summary: 'Stop a background task; what it queued already is still sent',
    status: 200,
    response: taskViewSchema,
    replay: { again: ({ ctx, params }, id) => getTask(ctx, id, params.app_id) },
    run: ({ ctx, params }) => cancelTask(ctx, params.task_id, params.app_id),
  }),
)
