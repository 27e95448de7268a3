import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { taskViewSchema } from '#lib/domain/tasks/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/task/{task_id}',
    id: 'v1.task.get',
    permission: 'read',
    summary: 'Get a background task with its progress',
    status: 200,
    response: taskViewSchema,
    run: ({ ctx, params }) => getTask(ctx, params.task_id, params.app_id),
  }),
)
