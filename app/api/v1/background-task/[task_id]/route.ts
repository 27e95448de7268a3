import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentTaskOut, taskOut } from '#lib/api/svix/task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/background-task/{task_id}',
    id: 'v1.background-task.get',
    permission: 'read',
    summary: 'Get a background task',
    status: 200,
    response: taskOut,
    run: async ({ ctx, params, instanceId }) =>
      presentTaskOut(await getTask(ctx, params.task_id, instanceId ?? undefined)),
  }),
)
